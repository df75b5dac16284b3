/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Putting segments on the hold list and taking them off in their turn; closing in the turn of a
 * FIN. */
#ifndef KONG_MONITOR_HELD_H
#define KONG_MONITOR_HELD_H

/* Keeps one piece of the segment: a slot, its bytes, and only then in force. */
static __always_inline long hold_piece(__u32 index, struct segment *segment,
				       enum segment_source source)
{
	struct scratch *scratch = segment->scratch;
	struct span *span = &scratch->span;
	struct hold_claim *claim = &scratch->claim;
	__u32 start = index * HOLD_PIECE_SIZE;
	__u32 length = span->length - start;

	if (start >= span->length)
		return 1;
	if (length > HOLD_PIECE_SIZE)
		length = HOLD_PIECE_SIZE;
	span->failed = 1;
	/* the window is free now, and as large as the verifier's bound wants it */
	if (!segment_load(segment, source, start, scratch->window.bytes, length, HTTP1_WINDOW - 1))
		return 1;
	claim->sequence = span->sequence + start;
	claim->length = length;
	claim->range = 0;
	hold_claim(segment->flow, segment->server);
	if (claim->result == HOLD_NONE)
		return 1;
	span->failed = 0;
	if (claim->result != HOLD_TAKEN)
		return 0;
	hold_key(scratch, segment->flow, segment->server, claim->slot);
	span->failed = bpf_map_update_elem(&hold_bytes_map, &scratch->hold_key,
					   scratch->window.bytes, BPF_ANY) != 0;
	if (!hold_set(segment->flow, segment->server, span->failed ? HOLD_FREE : HOLD_BYTES))
		bpf_map_delete_elem(&hold_bytes_map, &scratch->hold_key); /* the flow was closed */
	return span->failed != 0;
}

static long hold_piece_xdp(__u32 index, struct segment *segment)
{
	return hold_piece(index, segment, SEGMENT_XDP);
}

static long hold_piece_skb(__u32 index, struct segment *segment)
{
	return hold_piece(index, segment, SEGMENT_SKB);
}

/* Is all of the segment, and the hole before it, body that is merely counted? */
static __always_inline int span_is_body(const struct span *span, const struct stream *stream)
{
	__u8 state = stream->http.state;
	__u64 reach = (__u64)(span->sequence - stream->next_sequence) + span->length;

	if (span->length > 0xffff)
		return 0;
	if (state == HTTP1_UNTIL_CLOSE)
		return 1;
	return (state == HTTP1_BODY || state == HTTP1_CHUNK_DATA) &&
	       reach <= stream->http.remaining;
}

/* No room for a range: TCP fills the hole or the connection dies, so count it as filled. */
static __always_inline void span_jump(struct segment *segment)
{
	struct span *span = &segment->scratch->span;
	struct stream *stream = segment->stream;

	span->length += span->sequence - stream->next_sequence;
	span->sequence = stream->next_sequence;
	span->position = 0;
	segment->scratch->window.at = segment->scratch->window.end = 0;
	bpf_loop(4, segment_step_held, segment, 0);
	stream->next_sequence = span->sequence + span->length;
}

static __always_inline void hold_range(struct segment *segment)
{
	struct hold_claim *claim = &segment->scratch->claim;

	claim->sequence = segment->scratch->span.sequence;
	claim->length = segment->scratch->span.length;
	claim->range = 1;
	hold_claim(segment->flow, segment->server);
	segment->stream->held = 1;
	if (claim->result == HOLD_NONE)
		span_jump(segment);
}

static __always_inline void segment_hold(struct segment *segment, enum segment_source source,
					 int owner)
{
	struct scratch *scratch = segment->scratch;

	count_fact(COUNTER_HELD);
	if (owner && span_is_body(&scratch->span, segment->stream)) {
		hold_range(segment);
		return;
	}
	scratch->span.failed = scratch->span.length > HOLD_PIECES_SEGMENT * HOLD_PIECE_SIZE;
	if (!scratch->span.failed && source == SEGMENT_XDP)
		bpf_loop(HOLD_PIECES_SEGMENT, hold_piece_xdp, segment, 0);
	else if (!scratch->span.failed)
		bpf_loop(HOLD_PIECES_SEGMENT, hold_piece_skb, segment, 0);
	segment->stream->held = 1; /* after the bytes are in force: who owns the flow looks then */
	if (!scratch->span.failed)
		return;
	count_loss(LOSS_HOLD_FULL);
	if (owner)
		stream_lost(scratch, segment->flow, segment->server, DESYNC_REASON_HOLD_FULL);
}

/* The bytes of the claimed slot go into the window, behind what is known of them already. */
static __always_inline void held_load(struct segment *segment, __u32 behind)
{
	struct scratch *scratch = segment->scratch;
	struct hold_bytes *bytes;

	hold_key(scratch, segment->flow, segment->server, scratch->claim.slot);
	bytes = bpf_map_lookup_elem(&hold_bytes_map, &scratch->hold_key);
	if (!bytes || behind >= scratch->claim.length || scratch->claim.length > HOLD_PIECE_SIZE)
		return;
	bpf_probe_read_kernel(scratch->window.bytes, HOLD_PIECE_SIZE, bytes);
	scratch->window.at = behind;
	scratch->window.end = scratch->claim.length;
}

/* Takes the next held segment in turn off the list and consumes it. */
static long drain_held(__u32 index, struct segment *segment)
{
	struct scratch *scratch = segment->scratch;
	struct stream *stream = segment->stream;
	struct span *span = &scratch->span;
	__u32 behind;

	if (!hold_next(segment->flow, segment->server, stream->next_sequence))
		return 1;
	behind = stream->next_sequence - scratch->claim.sequence;
	span->sequence = scratch->claim.sequence;
	span->length = scratch->claim.length;
	span->position = behind;
	scratch->window.at = scratch->window.end = 0;
	if (!scratch->claim.range) {
		held_load(segment, behind);
		bpf_map_delete_elem(&hold_bytes_map, &scratch->hold_key);
	}
	hold_set(segment->flow, segment->server, HOLD_FREE);
	if (behind >= span->length)
		return 0;
	segment_consume(segment, SEGMENT_HELD);
	return stream->http.state == HTTP1_LOST;
}

/* Consumes what is held and in its turn. Where CPUs met, the list stays: another may be about to
 * use it. */
static __always_inline void stream_drain(struct segment *segment)
{
	struct stream *stream = segment->stream;

	bpf_loop(2 * HOLD_SLOTS, drain_held, segment, 0);
	if (__sync_fetch_and_add(&segment->flow->pending, 0) ||
	    !hold_retire(segment->flow, segment->server))
		return;
	stream->held = 0;
	/* what was cleared may be the mark of one that came meanwhile, and raised pending first */
	if (__sync_fetch_and_add(&segment->flow->pending, 0))
		stream->held = 1;
}

#endif
