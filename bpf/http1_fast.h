/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * The usual forms of a header section in one go: a step of the state machine
 * costs more than what it reads. Each function does what the machine would do
 * with the same bytes, as long as they are of the usual form and in the
 * window; it leaves the rest, in whatever state it came to.
 *
 * What a round of a loop leaves to the next stands in memory, behind FORGET():
 * so the verifier finds the rounds alike and does not walk each way through all.
 */
#ifndef KONG_MONITOR_HTTP1_FAST_H
#define KONG_MONITOR_HTTP1_FAST_H

enum {
	HTTP1_FAST_LINES =
		6, /* pieces a round; the verifier walks each, so more are left to the next step */
	HTTP1_FAST_PIECE = 32, /* bytes */
	HTTP1_FAST_FIELDS = 2, /* lines of interest */
	HTTP1_FAST_QUERY = 16, /* words of a query */
};

#define HTTP1_LENGTH_ WORD8('l', 'e', 'n', 'g', 't', 'h', ':', 0)

static __always_inline const __u8 *http1_at(const struct http1_window *window, __u32 at)
{
	return window->bytes + BOUND(at, HTTP1_WINDOW - 1);
}

static __always_inline void http1_took(struct http1_stream *stream, struct http1_window *window,
				       __u32 at)
{
	stream->message_bytes += at - window->at;
	window->at = at;
}

/* "GET /": the target is in origin-form. */
static __always_inline void http1_fast_method(struct http1_stream *stream,
					      struct request_head *head,
					      struct http1_window *window)
{
	__u32 at = window->at, length;
	__u64 word = WORD_LOAD(http1_at(window, at)), token, space;

	space = word_find(word, WORD_OF(' '));
	if (stream->position || !space || window->end - at < 16)
		return;
	length = word_first(space) & 7;
	token = word_head(word, length);
	if (!http1_method_of(token) || *http1_at(window, at + length + 1) != '/' ||
	    word_find(token | ~word_head(~0ULL, length), 0))
		return;
	WORD_STORE(head->method_token, token);
	head->token_length = length;
	head->method = http1_method_of(token);
	stream->state = HTTP1_PATH;
	http1_took(stream, window, at + length + 1);
}

/* A word of the path. Returns 1 when another may follow. */
static __always_inline int http1_fast_path_word(struct request_head *head,
						struct http1_window *window, __u64 query)
{
	__u32 at = window->at, length = head->path_length, count;
	__u64 word = WORD_LOAD(http1_at(window, at)), marks;

	if (window->end - at < 8 || length >= PATH_SIZE - 8)
		return 0;
	marks = http1_target_marks(word) | word_find(word, query);
	count = marks ? word_first(marks) : 8;
	WORD_STORE(head->path + BOUND(length, PATH_SIZE - 1),
		   count < 8 ? word_head(word, count) : word);
	head->path_length = length + count;
	window->at = at + count;
	return !marks;
}

static __always_inline void http1_fast_path(struct http1_stream *stream, struct request_head *head,
					    struct http1_window *window)
{
	__u64 query = stream->flags & HTTP1_KEEP_QUERY ? WORD_OF(' ') : WORD_OF('?');
	__u32 start = window->at;

#pragma clang loop unroll(disable)
	for (int i = 0; i < PATH_SIZE / 8; i++) {
		FORGET();
		if (!http1_fast_path_word(head, window, query))
			break;
	}
	stream->message_bytes += window->at - start;
}

static __always_inline int http1_fast_query_word(struct http1_window *window)
{
	__u32 at = window->at;
	__u64 marks = http1_target_marks(WORD_LOAD(http1_at(window, at)));

	if (window->end - at < 8)
		return 0;
	window->at = at + (marks ? word_first(marks) : 8);
	return !marks;
}

static __always_inline void http1_fast_query(struct http1_stream *stream,
					     struct http1_window *window)
{
	__u32 start = window->at;

#pragma clang loop unroll(disable)
	for (int i = 0; i < HTTP1_FAST_QUERY; i++) {
		FORGET();
		if (!http1_fast_query_word(window))
			break;
	}
	stream->message_bytes += window->at - start;
}

/* " HTTP/1.1" and the line's end, behind a path or a query; or the query's begin. */
static __always_inline void http1_fast_version(struct http1_stream *stream,
					       struct http1_window *window)
{
	__u32 at = window->at;
	const __u8 *bytes = http1_at(window, at);
	__u64 word = WORD_LOAD(bytes + 1);

	if (window->end - at < 11 || bytes[0] != ' ' || word_head(word, 7) != HTTP1_NAME ||
	    !byte_is_digit(word >> 56) || bytes[9] != '\r' || bytes[10] != '\n')
		return;
	stream->position = 0;
	stream->field = HTTP1_FIELD_NONE;
	stream->state = HTTP1_LINE_START;
	http1_took(stream, window, at + 11);
}

static __always_inline void http1_fast_request_line(struct http1_stream *stream,
						    struct request_head *head,
						    struct http1_window *window)
{
	if (stream->state == HTTP1_METHOD)
		http1_fast_method(stream, head, window);
	FORGET();
	if (stream->state == HTTP1_PATH)
		http1_fast_path(stream, head, window);
	FORGET();
	if (stream->state == HTTP1_PATH && window->at < window->end &&
	    !(stream->flags & HTTP1_KEEP_QUERY) && *http1_at(window, window->at) == '?') {
		stream->state = HTTP1_QUERY;
		http1_took(stream, window, window->at + 1);
	}
	FORGET();
	if (stream->state == HTTP1_QUERY)
		http1_fast_query(stream, window);
	FORGET();
	if (stream->state == HTTP1_PATH || stream->state == HTTP1_QUERY)
		http1_fast_version(stream, window);
}

/* "HTTP/1.1 200 " */
static __always_inline void http1_fast_status(struct http1_stream *stream,
					      struct http1_window *window)
{
	__u32 at = window->at;
	const __u8 *bytes = http1_at(window, at);

	if (stream->position || window->end - at < 13 || byte_is_digit(bytes[12]) ||
	    !http1_status_fits(bytes))
		return;
	stream->status = http1_status_of(bytes);
	stream->field = HTTP1_FIELD_NONE;
	stream->state = HTTP1_LINE;
	http1_took(stream, window, at + 12);
}

#include "http1_fast_field.h"

/* As far as the usual forms go. Consumes nothing where they are not met. */
static __always_inline void http1_fast(struct http1_stream *stream, struct request_head *head,
				       struct http1_window *window)
{
	if (stream->state >= HTTP1_METHOD && stream->state <= HTTP1_QUERY)
		http1_fast_request_line(stream, head, window);
	FORGET();
	if (stream->state == HTTP1_STATUS_LINE)
		http1_fast_status(stream, window);
#pragma clang loop unroll(disable)
	for (int i = 0; i < HTTP1_FAST_FIELDS; i++) {
		FORGET();
		if (stream->state != HTTP1_LINE && stream->state != HTTP1_LINE_START)
			break;
		http1_fast_lines(stream, window);
		FORGET();
		if (stream->state == HTTP1_LINE_START)
			http1_fast_field(stream, head, window);
	}
}

#endif
