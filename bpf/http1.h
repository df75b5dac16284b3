/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * HTTP/1 as a state machine over one direction of a connection (RFC 9112).
 * Pure C: no helpers, no maps, bounded work a step; the same file is compiled
 * for the kernel and for the host.
 *
 * The caller keeps a window of bytes, calls http1_step() while the state reads
 * text and http1_skip() while it counts a body, and acts on the signals:
 *
 *   BEGIN    the next byte is the first of a message
 *   HEAD     the header section ended: call http1_body() to go on
 *   END      the message ended
 *   INVALID  these bytes are no HTTP/1
 *
 * Nothing is allocated and nothing is kept but struct http1_stream, so a
 * message may be cut anywhere, as often as TCP likes.
 */
#ifndef KONG_MONITOR_HTTP1_H
#define KONG_MONITOR_HTTP1_H

#include "http1_word.h"

enum {
	HTTP1_WINDOW = 16384,
	HTTP1_SLACK = 64
}; /* reads of a word may run over the end */

enum http1_signal {
	HTTP1_NONE = 0,
	HTTP1_BEGIN,
	HTTP1_HEAD,
	HTTP1_END,
	HTTP1_INVALID,
};

enum http1_state {
	HTTP1_START = 0, /* between messages */
	HTTP1_INTERIM, /* between a 1xx and the rest of its response */
	HTTP1_PROXY_LINE, /* PROXY protocol 1, to the end of its line */
	HTTP1_PROXY_BINARY, /* PROXY protocol 2, its signature and fixed part */
	HTTP1_METHOD, /* from here to HEAD_END: inside a header section */
	HTTP1_TARGET,
	HTTP1_SCHEME,
	HTTP1_AUTHORITY,
	HTTP1_AUTHORITY_PORT,
	HTTP1_PATH,
	HTTP1_QUERY,
	HTTP1_VERSION,
	HTTP1_REQUEST_LINE_END,
	HTTP1_STATUS_LINE,
	HTTP1_LINE, /* to the end of a line of no interest */
	HTTP1_LINE_START,
	HTTP1_FIELD_NAME,
	HTTP1_FIELD_VALUE,
	HTTP1_HOST,
	HTTP1_HOST_LITERAL,
	HTTP1_LENGTH,
	HTTP1_CODING,
	HTTP1_HEAD_END,
	HTTP1_CHUNK_SIZE,
	HTTP1_CHUNK_EXTENSION,
	HTTP1_CHUNK_END,
	HTTP1_TRAILER_START,
	HTTP1_TRAILER_LINE,
	HTTP1_TRAILER_END,
	HTTP1_BODY, /* from here on bytes are counted, never read */
	HTTP1_CHUNK_DATA,
	HTTP1_UNTIL_CLOSE,
	HTTP1_PROXY_SKIP,
	HTTP1_LOST, /* where the next message starts is not known */
};

enum http1_field {
	HTTP1_FIELD_NONE = 0,
	HTTP1_FIELD_HOST,
	HTTP1_FIELD_LENGTH,
	HTTP1_FIELD_CODING,
};

enum http1_flag {
	HTTP1_RESPONSE = 1, /* set by the caller: this direction carries responses */
	HTTP1_KEEP_QUERY = 2, /* set by the caller */
	HTTP1_SEEN = 4, /* a message was read to its end on this stream */
	HTTP1_SIMPLE = 8, /* HTTP/0.9 */
	HTTP1_HAS_LENGTH = 16,
	HTTP1_HAS_CODING = 32,
	HTTP1_CHUNKED = 64,
	HTTP1_BAD_LENGTH = 128,
	HTTP1_MESSAGE_FLAGS = 0xf8, /* those that a new message clears */
};

/* What the parser notes in request_head.flags, beside enum event_flag. */
enum head_note {
	HEAD_NOTE_AUTHORITY = 64, /* the target named the domain: Host does not count */
	HEAD_NOTE_HOST = 128, /* a Host was read: the first one counts */
};

struct http1_stream {
	__u64 remaining; /* of the body or the chunk; before: Content-Length, the chunk's size */
	union {
		__u64 value; /* of a header section: the number or token being read */
		__u64 body_bytes; /* from HEAD on: of this message, without chunk framing */
	};
	__u64 message_bytes; /* of this message, framing included */
	__u16 status;
	__u16 interim_status; /* the last 1xx of this response */
	__u8 state; /* enum http1_state */
	__u8 field; /* enum http1_field; until then: enum not_http, if it is none */
	__u8 position; /* in the name, number or token */
	__u8 flags; /* enum http1_flag */
};

struct http1_window {
	__u32 at;
	__u32 end;
	__u8 bytes[HTTP1_WINDOW + HTTP1_SLACK];
};

#include "http1_target.h"
#include "http1_request.h"
#include "http1_value.h"
#include "http1_field.h"
#include "http1_framing.h"
#include "http1_fast.h"

static __always_inline int http1_counts(__u8 state)
{
	return state >= HTTP1_BODY;
}

static __always_inline int http1_in_head(__u8 state)
{
	return state >= HTTP1_METHOD && state <= HTTP1_HEAD_END;
}

/* Which protocol starts with these bytes, should they turn out not to be HTTP/1. */
static __always_inline __u8 http1_guess(__u64 word, __u32 available)
{
	__u32 four = available < 8 ? word_head(word, available) : word;

	if ((__u8)word == 0x16) /* RFC 8446 section 5.1: handshake record */
		return NOT_HTTP_TLS;
	if (four == (__u32)WORD8('P', 'R', 'I', ' ', 0, 0, 0, 0)) /* RFC 9113 section 3.4 */
		return NOT_HTTP_HTTP2;
	if (four == (__u32)WORD8('S', 'S', 'H', '-', 0, 0, 0, 0))
		return NOT_HTTP_SSH;
	if ((four & 0xffffff) == 0x303232 || four == (__u32)WORD8('E', 'H', 'L', 'O', 0, 0, 0, 0) ||
	    four == (__u32)WORD8('H', 'E', 'L', 'O', 0, 0, 0, 0)) /* "220", RFC 5321 */
		return NOT_HTTP_SMTP;
	if ((__u8)word == '*' || (__u8)word == '+' || (__u8)word == '$' ||
	    four == (__u32)WORD8('P', 'I', 'N', 'G', 0, 0, 0, 0)) /* RESP */
		return NOT_HTTP_REDIS;
	return NOT_HTTP_OTHER;
}

static __always_inline __u32 http1_start(struct http1_stream *stream, struct request_head *head,
					 __u64 word, __u32 available, __u32 *signal)
{
	__u8 byte = word;
	int interim;

	if (byte == '\r' && !(stream->flags & (HTTP1_SEEN | HTTP1_RESPONSE))) {
		stream->state = HTTP1_PROXY_BINARY;
		stream->position = 0;
		stream->field = NOT_HTTP_OTHER;
		return 0;
	}
	if (byte == '\r' || byte == '\n') /* RFC 9112 section 2.2: empty lines before a message */
		return 1;
	stream->position = 0;
	stream->value = 0;
	stream->remaining = 0;
	stream->status = 0;
	stream->flags &= ~HTTP1_MESSAGE_FLAGS;
	interim = stream->state == HTTP1_INTERIM;
	stream->state = stream->flags & HTTP1_RESPONSE ? HTTP1_STATUS_LINE : HTTP1_METHOD;
	if (interim) /* the response goes on */
		return 0;
	stream->interim_status = 0;
	stream->field = http1_guess(word, available);
	stream->message_bytes = 0;
	if (!(stream->flags & HTTP1_RESPONSE))
		words_clear(head, sizeof(*head));
	*signal = HTTP1_BEGIN;
	return 0;
}

static __always_inline __u32 http1_consume(struct http1_stream *stream, struct request_head *head,
					   const struct http1_window *window, __u32 *signal)
{
	const __u8 *bytes = window->bytes + BOUND(window->at, HTTP1_WINDOW - 1);
	__u32 available = window->end - window->at;
	__u64 word = WORD_LOAD(bytes);

	switch (stream->state) {
	case HTTP1_START:
	case HTTP1_INTERIM:
		return http1_start(stream, head, word, available, signal);
	case HTTP1_PROXY_LINE:
		return http1_proxy_line(stream, word);
	case HTTP1_PROXY_BINARY:
		return http1_proxy_binary(stream, word, signal);
	case HTTP1_METHOD:
		return http1_method(stream, head, word, available, signal);
	case HTTP1_TARGET:
		return http1_target(stream, word);
	case HTTP1_SCHEME:
		return http1_scheme(stream, head, word);
	case HTTP1_AUTHORITY:
		return http1_authority(stream, head, word);
	case HTTP1_AUTHORITY_PORT:
		return http1_authority_port(stream, head, word);
	case HTTP1_PATH:
		return http1_path(stream, head, word, available);
	case HTTP1_QUERY:
		return http1_query(stream, word, available);
	case HTTP1_VERSION:
		return http1_version(stream, word, available, signal);
	case HTTP1_REQUEST_LINE_END:
		return http1_request_line_end(stream, head, word, signal);
	case HTTP1_STATUS_LINE:
		return http1_status_line(stream, bytes, available, signal);
	case HTTP1_LINE:
		return http1_line(stream, bytes, available);
	case HTTP1_LINE_START:
		return http1_line_start(stream, word, available, signal);
	case HTTP1_FIELD_NAME:
		return http1_field_name(stream, word);
	case HTTP1_FIELD_VALUE:
		return http1_field_value(stream, head, word);
	case HTTP1_HOST:
		return http1_host(stream, head, word, available);
	case HTTP1_HOST_LITERAL:
		return http1_host_literal(stream, head, word);
	case HTTP1_LENGTH:
		return http1_length(stream, word);
	case HTTP1_CODING:
		return http1_coding(stream, word);
	case HTTP1_HEAD_END:
		return http1_head_end(stream, word, signal);
	default:
		return http1_chunk_text(stream, bytes, available, signal);
	}
}

/* Between messages. Returns BEGIN when one begins here. */
static __always_inline __u32 http1_begin(struct http1_stream *stream, struct request_head *head,
					 struct http1_window *window)
{
	__u32 signal = HTTP1_NONE;
	__u64 word = WORD_LOAD(window->bytes + BOUND(window->at, HTTP1_WINDOW - 1));

	window->at += http1_start(stream, head, word, window->end - window->at, &signal);
	return signal;
}

/*
 * One step over the window's text; at least one byte is there. Consumes bytes
 * or changes the state, so 2 * bytes + 2 steps always suffice.
 */
static __always_inline __u32 http1_advance(struct http1_stream *stream, struct request_head *head,
					   struct http1_window *window)
{
	__u32 signal = HTTP1_NONE;
	__u32 consumed, counted;

	http1_fast(stream, head, window);
	FORGET();
	if (window->at >= window->end)
		return signal;
	counted = stream->state >= HTTP1_METHOD;
	consumed = http1_consume(stream, head, window, &signal);
	if (counted && signal != HTTP1_INVALID)
		stream->message_bytes += consumed;
	if (signal == HTTP1_INVALID)
		stream->state = HTTP1_LOST;
	window->at += consumed;
	return signal;
}

#endif
