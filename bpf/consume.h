/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Bytes in their turn go through the parser, a window at a time, however long the segment. */
#ifndef KONG_MONITOR_CONSUME_H
#define KONG_MONITOR_CONSUME_H

enum {
	CHUNK_WINDOW = 64, /* between chunks only a short line is wanted */
	READ_WINDOW = 2048, /* a header section: seldom longer */
	PARSE_SLACK = 64,
};

enum segment_source {
	SEGMENT_XDP,
	SEGMENT_SKB,
	SEGMENT_HELD, /* all that there is stands in the window */
};

struct segment {
	void *context;
	struct scratch *scratch;
	struct flow *flow;
	struct stream *stream;
	__u32 server; /* 1: the server's stream */
	__u32 again; /* 1: others brought something while the flow was being given back */
};

/* length is 1 to limit + 1, limit a power of two less one. */
static __always_inline int segment_load(struct segment *segment, enum segment_source source,
					__u32 position, __u8 *to, __u32 length, const __u32 limit)
{
	__u32 offset = segment->scratch->packet.payload_offset + position;
	__u64 count = BOUND(length - 1, limit) + 1;
	long error = -1;

	if (source == SEGMENT_XDP)
		error = bpf_xdp_load_bytes(segment->context, offset, to, count);
	if (source == SEGMENT_SKB)
		error = bpf_skb_load_bytes(segment->context, offset, to, count);
	if (error)
		count_loss(LOSS_UNREADABLE);
	return error == 0;
}

/* The window moves on to the parser's place. */
static __always_inline int segment_window(struct segment *segment, enum segment_source source)
{
	struct http1_window *window = &segment->scratch->window;
	struct span *span = &segment->scratch->span;
	__u32 length = span->length - span->position;
	__u8 state = segment->stream->http.state;
	__u32 most =
		state >= HTTP1_CHUNK_SIZE && state <= HTTP1_CHUNK_END ? CHUNK_WINDOW : READ_WINDOW;

	if (length > most)
		length = most;
	if (source == SEGMENT_HELD ||
	    !segment_load(segment, source, span->position, window->bytes, length, HTTP1_WINDOW - 1))
		return 0;
	window->at = 0;
	window->end = length;
	return 1;
}

/* The parser's step as a function of its own: verified once, for any state. */
__noinline int http1_step(struct http1_stream *stream, struct request_head *head,
			  struct http1_window *window)
{
	if (!stream || !head || !window || window->at >= window->end)
		return HTTP1_INVALID;
	return http1_advance(stream, head, window);
}

/* The parser at work: until it has something to say, or the window's text is read. */
struct parse {
	struct http1_stream *stream;
	struct request_head *head;
	struct http1_window *window;
	__u64 signal;
};

static long parse_step(__u32 index, struct parse *parse)
{
	struct http1_window *window = parse->window;
	__u8 state = parse->stream->state;

	if (window->at >= window->end || state <= HTTP1_INTERIM || http1_counts(state))
		return 1;
	parse->signal = http1_step(parse->stream, parse->head, window);
	return parse->signal != HTTP1_NONE;
}

/* The text of a message, or what stands before the first one. */
static __always_inline __u32 segment_parse(struct segment *segment)
{
	struct scratch *scratch = segment->scratch;
	struct http1_window *window = &scratch->window;
	struct http1_stream *http = &segment->stream->http;
	__u32 before = window->at;
	struct parse parse = {
		.stream = http,
		.head = &scratch->head,
		.window = window,
	};

	if (http->state <= HTTP1_INTERIM &&
	    http1_begin(http, &scratch->head, window) == HTTP1_BEGIN)
		stream_begin(segment->flow, segment->server);
	if (!parse_step(0, &parse)) /* one step is all that a usual header section needs */
		bpf_loop(2 * (window->end - window->at) + 2, parse_step, &parse, 0);
	scratch->span.position += window->at - before;
	return parse.signal;
}

static __always_inline __u32 segment_skip(struct segment *segment)
{
	struct http1_window *window = &segment->scratch->window;
	struct span *span = &segment->scratch->span;
	__u32 signal = HTTP1_NONE;
	__u32 count = http1_skip(&segment->stream->http, span->length - span->position, &signal);

	span->position += count;
	if (count < window->end - window->at)
		window->at += count;
	else
		window->at = window->end = 0;
	return signal;
}

/* Up to the next signal of the parser. Returns 1 when the segment is consumed. */
static __always_inline long segment_step(struct segment *segment, enum segment_source source)
{
	struct scratch *scratch = segment->scratch;
	struct http1_window *window = &scratch->window;
	struct http1_stream *http = &segment->stream->http;
	struct span *span = &scratch->span;
	__u32 signal;

	if (span->position >= span->length)
		return 1;
	if (http1_counts(http->state)) {
		signal = segment_skip(segment);
	} else {
		if (window->at >= window->end && !segment_window(segment, source)) {
			stream_signal(segment->flow, segment->server, HTTP1_INVALID);
			return 1;
		}
		signal = segment_parse(segment);
	}
	if (signal) {
		scratch->at_sequence = span->sequence + span->position;
		stream_signal(segment->flow, segment->server, signal);
	}
	return span->position >= span->length;
}

static long segment_step_xdp(__u32 index, struct segment *segment)
{
	return segment_step(segment, SEGMENT_XDP);
}

static long segment_step_skb(__u32 index, struct segment *segment)
{
	return segment_step(segment, SEGMENT_SKB);
}

static long segment_step_held(__u32 index, struct segment *segment)
{
	return segment_step(segment, SEGMENT_HELD);
}

/* Reads the segment from its position to its end. */
static __always_inline void segment_consume(struct segment *segment, enum segment_source source)
{
	struct stream *stream = segment->stream;
	struct scratch *scratch = segment->scratch;
	struct span *span = &scratch->span;
	__u32 steps = 2 * span->length + PARSE_SLACK;

	if (!segment->server && http1_in_head(stream->http.state))
		request_resume(segment->flow);
	if (source == SEGMENT_XDP)
		bpf_loop(steps, segment_step_xdp, segment, 0);
	else if (source == SEGMENT_SKB)
		bpf_loop(steps, segment_step_skb, segment, 0);
	else
		bpf_loop(steps, segment_step_held, segment, 0);
	stream->next_sequence = span->sequence + span->length;
	if (!segment->server && http1_in_head(stream->http.state))
		request_save(segment->flow);
	stream_credit_long(scratch, segment->flow, stream, segment->server);
}

#endif
