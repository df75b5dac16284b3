/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * One direction of a connection read with bpf/http1.h on the host, in pieces of
 * any size: what comes out is a list of messages. The meaning of the signals is
 * that of stream.h, request.h and response.h.
 */
#ifndef KONG_MONITOR_TESTS_READER_H
#define KONG_MONITOR_TESTS_READER_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/cdefs.h>
#include <linux/bpf.h>

#include "../../bpf/abi.h"
#include "../../bpf/http1.h"

enum {
	READER_MESSAGES = 256, /* kept; more are only counted */
};

enum message_end {
	MESSAGE_OPEN = 0, /* its bytes are not all there */
	MESSAGE_COMPLETE,
	MESSAGE_LOST, /* where it ends cannot be known */
	MESSAGE_TUNNEL,
};

struct message {
	struct request_head head; /* of requests */
	__u64 bytes;
	__u64 body_bytes;
	__u64 length; /* Content-Length as understood; behind HEAD only */
	__u16 status;
	__u16 interim_status;
	__u8 flags; /* enum http1_flag, behind HEAD */
	__u8 framing; /* enum http1_state behind HEAD: BODY, CHUNK_SIZE, UNTIL_CLOSE or START */
	__u8 end; /* enum message_end */
	__u8 headed; /* 1: its header section is complete */
};

struct reader {
	struct http1_stream stream;
	struct request_head head;
	__u64 steps;
	__u32 count; /* messages begun */
	__u8 heads; /* bit (index & 7): that response is to a HEAD */
	__u8 connects; /* the same for CONNECT */
	__u8 in_head; /* the header section's end was not read yet */
	__u8 _pad;
	struct message messages[READER_MESSAGES];
};

static inline void reader_start(struct reader *reader, __u8 flags)
{
	memset(reader, 0, offsetof(struct reader, messages));
	reader->stream.flags = flags;
}

static inline struct message *reader_message(struct reader *reader)
{
	return &reader->messages[(reader->count - 1) % READER_MESSAGES];
}

/* In a header section there are none yet. */
static inline __u64 reader_body_bytes(const struct reader *reader)
{
	return reader->in_head ? 0 : reader->stream.body_bytes;
}

static inline void reader_finish(struct reader *reader, enum message_end end)
{
	struct message *message = reader_message(reader);

	if (!reader->count || message->end)
		return;
	message->bytes = reader->stream.message_bytes;
	message->body_bytes = reader_body_bytes(reader);
	message->end = end;
}

static inline int reader_response_head(struct reader *reader)
{
	struct http1_stream *stream = &reader->stream;
	__u32 index = (reader->count - 1) & 7;
	__u16 status = stream->status;

	if (status < 100)
		return -1;
	if (status == 101 || ((reader->connects >> index & 1) && status >= 200 && status < 300)) {
		reader_finish(reader, MESSAGE_TUNNEL);
		stream->state = HTTP1_UNTIL_CLOSE;
		return 0;
	}
	if (status < 200) {
		stream->interim_status = status;
		stream->state = HTTP1_INTERIM;
		return 0;
	}
	return http1_body(stream, (reader->heads >> index & 1) || status == 204 || status == 304);
}

static inline void reader_head(struct reader *reader)
{
	struct http1_stream *stream = &reader->stream;
	struct message *message = reader_message(reader);
	int framing;

	if (!(stream->flags & HTTP1_RESPONSE))
		message->head = reader->head;
	message->length = stream->remaining;
	message->flags = stream->flags;
	message->headed = 1;
	if (stream->flags & HTTP1_RESPONSE)
		framing = reader_response_head(reader);
	else
		framing = http1_body(stream, stream->flags & HTTP1_SIMPLE);
	message->status = stream->status;
	message->interim_status = stream->interim_status;
	message->framing = stream->state;
	if (framing > 0)
		reader_finish(reader, MESSAGE_COMPLETE);
	if (framing < 0) {
		stream->state = HTTP1_LOST;
		reader_finish(reader, MESSAGE_LOST);
	}
}

static inline void reader_begin(struct reader *reader)
{
	struct message *message = reader_message(reader);

	if (!reader->count || message->headed || message->end) /* else it was a PROXY header */
		reader->count++;
	memset(reader_message(reader), 0, sizeof(*message));
}

static inline void reader_signal(struct reader *reader, __u32 signal)
{
	switch (signal) {
	case HTTP1_BEGIN:
		reader_begin(reader);
		break;
	case HTTP1_HEAD:
		reader_head(reader);
		break;
	case HTTP1_END:
		reader_finish(reader, MESSAGE_COMPLETE);
		break;
	default:
		reader_finish(reader, MESSAGE_LOST);
	}
}

/* What stands in the window, to its end. No more than 2 * bytes + 2 steps are needed. */
static inline void reader_window(struct reader *reader, struct http1_window *window)
{
	struct http1_stream *stream = &reader->stream;
	__u32 steps = 2 * (window->end - window->at) + 2;

	while (window->at < window->end) {
		__u32 signal = HTTP1_NONE;

		if (!steps--) {
			fprintf(stderr, "more steps than 2 * bytes + 2, state %u\n", stream->state);
			abort();
		}
		reader->steps++;
		if (http1_counts(stream->state))
			window->at += http1_skip(stream, window->end - window->at, &signal);
		else
			signal = http1_advance(stream, &reader->head, window);
		if (window->at > window->end) {
			fprintf(stderr, "read behind the end, state %u\n", stream->state);
			abort();
		}
		if (stream->state != HTTP1_LOST)
			reader->in_head = signal != HTTP1_HEAD && http1_in_head(stream->state);
		if (signal)
			reader_signal(reader, signal);
	}
}

/* One piece of the stream. What stands behind it in the window is none of its business. */
static inline void reader_piece(struct reader *reader, struct http1_window *window,
				const __u8 *bytes, __u32 length, __u32 at, __u8 behind)
{
	if (!length)
		return;
	window->at = at;
	window->end = at + length;
	memcpy(window->bytes + at, bytes, length);
	memset(window->bytes + at + length, behind, HTTP1_SLACK);
	reader_window(reader, window);
}

/* No more comes; closed tells whether that ends a body that lasts until the close. */
static inline void reader_stop(struct reader *reader, int closed)
{
	struct message *message = reader_message(reader);

	if (!reader->count || message->end)
		return;
	message->bytes = reader->stream.message_bytes;
	message->body_bytes = reader_body_bytes(reader);
	if (closed && reader->stream.state == HTTP1_UNTIL_CLOSE)
		message->end = MESSAGE_COMPLETE;
}

#endif
