/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Replay alone: a capture may have missed packets that the hosts have not. What
 * the other side acknowledges will not be sent again, so a hole before it stays.
 * Where these programs are attached every byte passes them, and a hole is filled.
 */
#ifndef KONG_MONITOR_MISSED_H
#define KONG_MONITOR_MISSED_H

/* How many bytes, from the next one on, were received and never captured. */
static __always_inline __s32 missed_bytes(const struct stream *stream, const struct packet *packet)
{
	__u32 received = packet->acknowledged;

	if (!(stream->flags & STREAM_KNOWN) || !(packet->flags & TCP_ACK) ||
	    (packet->flags & (TCP_SYN | TCP_RST)))
		return 0;
	if (stream->fin && received == stream->fin_sequence + 1)
		received--;
	/* a capture may have an acknowledgement just before what it is for */
	if (!stream->held && !stream->fin && !packet->payload_length)
		return 0;
	return received - stream->next_sequence;
}

/* Are they all body, which is merely counted? */
static __always_inline int missed_is_body(const struct stream *stream, __u32 missed)
{
	__u8 state = stream->http.state;

	return state == HTTP1_UNTIL_CLOSE || ((state == HTTP1_BODY || state == HTTP1_CHUNK_DATA) &&
					      missed <= stream->http.remaining);
}

/* Before the segment itself is looked at: what it acknowledges that was not seen. */
static __noinline int segment_missed(struct segment *arrived)
{
	struct scratch *scratch = arrived->scratch;
	struct span *span = &scratch->span;
	struct segment segment = {
		.scratch = scratch,
		.flow = arrived->flow,
		.stream = stream_of(arrived->flow, !arrived->server),
		.server = !arrived->server,
	};
	struct stream *stream = segment.stream;
	__s32 missed = missed_bytes(stream, &scratch->packet);

	if (missed <= 0 || missed > SEQUENCE_WINDOW)
		return 0;
	span->sequence = stream->next_sequence;
	span->length = missed;
	if (missed_is_body(stream, missed))
		span_jump(&segment);
	else if (stream->http.state != HTTP1_LOST)
		stream_lost(scratch, segment.flow, segment.server, DESYNC_REASON_GAP);
	stream->next_sequence = span->sequence + missed;
	span->sequence = scratch->packet.sequence;
	span->length = scratch->packet.payload_length;
	span->position = 0;
	scratch->window.at = scratch->window.end = 0;
	return 0;
}

#endif
