/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* The fields of a header section in the same way: lines of no interest in pieces, those of interest
 * whole. */
#ifndef KONG_MONITOR_HTTP1_FAST_FIELD_H
#define KONG_MONITOR_HTTP1_FAST_FIELD_H

/* "Content-Length:", or the line's name is not all there. */
static __always_inline int http1_line_is_length(const __u8 *bytes, __u32 available)
{
	return available < 16 || word_head(word_lower(WORD_LOAD(bytes + 8)), 7) == HTTP1_LENGTH_;
}

/* Does a line that begins so need a look? */
static __always_inline int http1_line_matters(const __u8 *bytes, __u32 available, __u8 flags)
{
	__u64 lower = word_lower(WORD_LOAD(bytes));
	__u8 byte = lower;

	if (available < 8 || byte == '\r' || byte == '\n' || http1_is_space(byte))
		return 1;
	if (lower == HTTP1_CONTENT_)
		return http1_line_is_length(bytes, available);
	return lower == HTTP1_TRANSFER ||
	       (!(flags & HTTP1_RESPONSE) &&
		(__u32)lower == (__u32)WORD8('h', 'o', 's', 't', 0, 0, 0, 0));
}

/* How many of the next HTTP1_FAST_PIECE bytes belong to the line; all and one if its end is none of
 * them. */
static __always_inline __u32 http1_line_length(const __u8 *bytes)
{
	__u64 marks = 0;
	__u32 place = 0;

#pragma unroll
	for (int i = 0; i < HTTP1_FAST_PIECE; i += 8) {
		if (marks)
			break;
		marks = word_find(WORD_LOAD(bytes + i), WORD_OF('\n'));
		place = i;
	}
	return marks ? place + word_first(marks) + 1 : HTTP1_FAST_PIECE + 1;
}

/* A piece of a line of no interest. Returns 0 at a line that matters, and at the end. */
static __always_inline int http1_fast_line(struct http1_stream *stream, struct http1_window *window)
{
	__u32 at = window->at, end = window->end, length;
	const __u8 *bytes = http1_at(window, at);

	if (at >= end)
		return 0;
	if (stream->state == HTTP1_LINE_START) {
		if (http1_line_matters(bytes, end - at, stream->flags))
			return 0;
		stream->field = HTTP1_FIELD_NONE;
	}
	length = http1_line_length(bytes);
	stream->state = HTTP1_LINE;
	if (length > HTTP1_FAST_PIECE)
		length = HTTP1_FAST_PIECE;
	else if (length <= end - at)
		stream->state = HTTP1_LINE_START;
	window->at = length < end - at ? at + length : end;
	return 1;
}

/* Lines of no interest, from where it stands in one to the begin of the first that matters. */
static __always_inline void http1_fast_lines(struct http1_stream *stream,
					     struct http1_window *window)
{
	__u32 start = window->at;

#pragma clang loop unroll(disable)
	for (int i = 0; i < HTTP1_FAST_LINES; i++) {
		FORGET();
		if (!http1_fast_line(stream, window))
			break;
	}
	stream->message_bytes += window->at - start;
}

/* A word of the host. Returns 1 when another may follow. */
static __always_inline int http1_fast_host_word(struct http1_stream *stream,
						struct request_head *head,
						struct http1_window *window)
{
	__u32 at = window->at, length = head->domain_length, count;
	__u64 word = WORD_LOAD(http1_at(window, at)), marks, lower;

	marks = http1_host_marks(word);
	count = marks ? word_first(marks) : 8;
	if (window->end - at < 8 && (!marks || count >= window->end - at))
		return 0;
	if (length >= DOMAIN_SIZE - 8)
		return 0;
	lower = word_lower(word);
	WORD_STORE(head->domain + BOUND(length, DOMAIN_SIZE - 1),
		   count < 8 ? word_head(lower, count) : lower);
	head->domain_length = length + count;
	window->at = at + count;
	if (marks)
		stream->state = HTTP1_LINE;
	return !marks;
}

static __always_inline void http1_fast_host(struct http1_stream *stream, struct request_head *head,
					    struct http1_window *window, __u64 word)
{
	__u32 start = window->at;
	__u8 first = word >> 48;

	if (window->end - start < 8 || (__u16)(word >> 32) != (':' | ' ' << 8) || first == '[' ||
	    first <= ' ' || head->flags & (HEAD_NOTE_AUTHORITY | HEAD_NOTE_HOST))
		return;
	head->flags |= HEAD_NOTE_HOST;
	stream->field = HTTP1_FIELD_HOST;
	stream->position = 0;
	stream->value = 0;
	stream->state = HTTP1_HOST;
	window->at = start + 6;
#pragma clang loop unroll(disable)
	for (int i = 0; i < DOMAIN_SIZE / 8; i++) {
		FORGET();
		if (!http1_fast_host_word(stream, head, window))
			break;
	}
	stream->message_bytes += window->at - start;
}

/* "Content-Length: 123" of up to seven digits. */
static __always_inline void http1_fast_content(struct http1_stream *stream,
					       struct http1_window *window)
{
	__u32 at = window->at, digits = 0;
	__u64 word = WORD_LOAD(http1_at(window, at + 16)), value = 0;

	if (window->end - at < 16 || !http1_line_is_length(http1_at(window, at), 16) ||
	    *http1_at(window, at + 15) != ' ')
		return;
#pragma unroll
	for (int i = 0; i < 7; i++) {
		__u8 byte = word >> 8 * i;

		if (!byte_is_digit(byte))
			break;
		value = value * 10 + byte - '0';
		digits++;
	}
	if (!digits || (__u8)(word >> 8 * digits) != '\r' || window->end - at < 17 + digits)
		return;
	stream->value = value;
	stream->position = digits;
	http1_length_end(stream);
	stream->field = HTTP1_FIELD_LENGTH;
	stream->state = HTTP1_LINE;
	http1_took(stream, window, at + 16 + digits);
}

/* "Transfer-Encoding: chunked" alone. */
static __always_inline void http1_fast_coding(struct http1_stream *stream,
					      struct http1_window *window)
{
	const __u8 *bytes = http1_at(window, window->at);
	__u32 last = WORD_LOAD(bytes + 24);

	if (window->end - window->at < 27 ||
	    word_lower(WORD_LOAD(bytes + 8)) != WORD8('-', 'e', 'n', 'c', 'o', 'd', 'i', 'n') ||
	    word_lower(WORD_LOAD(bytes + 16)) != WORD8('g', ':', ' ', 'c', 'h', 'u', 'n', 'k') ||
	    (last & 0xffdfdf) != ('E' | 'D' << 8 | '\r' << 16))
		return;
	stream->flags |= HTTP1_HAS_CODING | HTTP1_CHUNKED;
	stream->value = 0;
	stream->position = 7;
	stream->field = HTTP1_FIELD_CODING;
	stream->state = HTTP1_LINE;
	http1_took(stream, window, window->at + 26);
}

/* A line that matters, as far as it is of the usual form and in the window. */
static __always_inline void http1_fast_field(struct http1_stream *stream, struct request_head *head,
					     struct http1_window *window)
{
	__u64 word = WORD_LOAD(http1_at(window, window->at)), lower = word_lower(word);

	if (lower == HTTP1_CONTENT_)
		http1_fast_content(stream, window);
	else if (lower == HTTP1_TRANSFER)
		http1_fast_coding(stream, window);
	else if ((__u32)lower == (__u32)WORD8('h', 'o', 's', 't', 0, 0, 0, 0) &&
		 !(stream->flags & HTTP1_RESPONSE))
		http1_fast_host(stream, head, window, lower);
}

#endif
