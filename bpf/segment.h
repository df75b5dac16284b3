/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * The order of TCP: each byte of a stream reaches the parser once and in its
 * turn, however it was cut, repeated, lost or reordered on the way.
 */
#ifndef KONG_MONITOR_SEGMENT_H
#define KONG_MONITOR_SEGMENT_H

#include "consume.h"

/*
 * A lost stream goes on where a segment starts like a message. A server that
 * is in the middle of a body acknowledges nothing new; one that begins a
 * response does.
 */
static __always_inline int segment_search(struct segment *segment, enum segment_source source)
{
	struct stream *stream = segment->stream;
	struct scratch *scratch = segment->scratch;
	struct span *span = &scratch->span;
	__u64 acknowledged = 1ULL << 32 | scratch->packet.acknowledged;
	__u64 before = stream->http.remaining;
	__u8 *first = scratch->first;

	stream->next_sequence = span->sequence + span->length;
	if (segment->server)
		stream->http.remaining = acknowledged;
	else if (segment->flow->flags & FLOW_MALFORMED)
		return 0; /* no answer yet: all this may belong to it */
	if (span->length < FIRST_BYTES ||
	    !segment_load(segment, source, 0, first, FIRST_BYTES, FIRST_BYTES - 1))
		return 0;
	if (segment->server ? !first_is_response(first) || before == acknowledged
			    : !first_is_request(first))
		return 0;
	stream->http.state = HTTP1_START;
	stream->http.flags |= HTTP1_SEEN; /* no PROXY header here */
	stream_expect(stream, span->sequence);
	return 1;
}

/* Consumes what is in its turn. Returns 1 when the segment has to wait. */
static __always_inline int segment_order(struct segment *segment, enum segment_source source)
{
	struct stream *stream = segment->stream;
	struct span *span = &segment->scratch->span;
	__s32 ahead;

	if (!span->length)
		return 0;
	if (!(stream->flags & STREAM_KNOWN))
		stream_expect(stream, span->sequence);
	ahead = span->sequence - stream->next_sequence;
	if (ahead < 0 && -ahead >= (__s32)span->length) {
		count_fact(COUNTER_RETRANSMITTED);
		return 0;
	}
	if (stream->http.state == HTTP1_LOST) {
		if (ahead < 0 || !segment_search(segment, source))
			return 0;
		ahead = 0;
	}
	if (ahead > SEQUENCE_WINDOW)
		return 0; /* no host takes it */
	if (ahead > 0)
		return 1;
	span->position = -ahead;
	segment_consume(segment, source);
	return 0;
}

#include "held.h"
#include "missed.h"
#include "finish.h"

/* A FIN counts in its turn; far from it, it is a repetition of some other connection's. */
static __always_inline void segment_fin(struct stream *stream, const struct packet *packet)
{
	__u32 sequence = packet->sequence + packet->payload_length;
	__s32 ahead;

	if (!(stream->flags & STREAM_KNOWN))
		stream_expect(stream, sequence);
	ahead = sequence - stream->next_sequence;
	if (ahead < -1 || ahead > SEQUENCE_WINDOW)
		return;
	stream->fin_sequence = sequence;
	stream->fin = 1;
}

/*
 * RFC 9293 section 3.5.3 and RFC 5961 section 3.2: a host takes a reset at
 * exactly the next sequence number, so what arrives elsewhere is none. What the
 * local host sends it means.
 */
static __always_inline int segment_resets(const struct stream *stream, const struct packet *packet)
{
	__u32 next = stream->next_sequence;
	__s32 ahead = packet->sequence - next;

	if (!(stream->flags & STREAM_KNOWN) || stream->held || stream->http.state == HTTP1_LOST)
		return 1;
	if (packet->source_local)
		return ahead > -SEQUENCE_WINDOW && ahead < SEQUENCE_WINDOW;
	return packet->sequence == next || (stream->fin && packet->sequence == next + 1);
}

/* What this packet brings; the flow is ours or, at worst, another CPU's. */
static __always_inline void segment_bring(struct segment *segment, enum segment_source source,
					  int owner)
{
	struct stream *stream = segment->stream;
	struct packet *packet = &segment->scratch->packet;
	int wait;

	if (packet->flags & TCP_RST) {
		if (segment_resets(stream, packet))
			segment->flow->reset =
				segment->server ? FLOW_RESET_BY_SERVER : FLOW_RESET_BY_CLIENT;
		return;
	}
	if (config.replay && owner)
		segment_missed(segment);
	wait = owner ? segment_order(segment, source) : packet->payload_length > 0;
	if (wait)
		segment_hold(segment, source, owner);
	if (packet->flags & TCP_FIN)
		segment_fin(stream, packet);
}

/* The flow ended while this was held for its owner: nobody will look at it. */
static __always_inline void segment_forget(struct segment *segment)
{
	struct scratch *scratch = segment->scratch;

	if (segment->flow->id == scratch->flow_id && !(segment->flow->flags & FLOW_ENDED))
		return;
	scratch->flow_row.id = scratch->flow_id;
	hold_forget(&scratch->flow_row, segment->server, SCRATCH_PACKET);
}

/* Whose socket it was the kernel knows of what is sent, and asking costs a call. */
static __always_inline void segment_own(struct segment *segment, enum segment_source source)
{
	if (source == SEGMENT_SKB && segment->scratch->packet.source_local && !config.replay &&
	    flow_wants_owner(segment->flow, segment->server))
		flow_own_by(segment->flow, bpf_skb_cgroup_id(segment->context));
}

/* A packet of a flow that we follow. */
static __always_inline void segment_receive(struct segment *segment, enum segment_source source)
{
	struct flow *flow = segment->flow;
	int owner = flow_take_patiently(segment->scratch, flow);

	if (!owner) {
		if (flow->flags & FLOW_ENDED)
			return;
		__sync_fetch_and_add(&flow->pending, 1); /* the hold list has to stay */
	}
	if (owner)
		segment_own(segment, source);
	segment_bring(segment, source, owner);
	if (!owner) {
		__sync_fetch_and_add(&flow->pending, 1);
		if (!flow_take_same(segment->scratch, flow, segment->scratch->flow_id)) {
			segment_forget(segment);
			return;
		}
	}
	flow_finish(segment);
}

#endif
