/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * What comes before the header fields: PROXY protocol, request line (RFC 9112
 * section 3) and status line (section 4). Each function looks at the next
 * bytes, changes the state and returns how many it consumed.
 */
#ifndef KONG_MONITOR_HTTP1_REQUEST_H
#define KONG_MONITOR_HTTP1_REQUEST_H

#define HTTP1_NAME WORD8('H', 'T', 'T', 'P', '/', '1', '.', 0)

enum {
	HTTP1_TOKEN_LIMIT = 64
}; /* a longer first word is no method */

static __always_inline __u8 http1_method_of(__u64 token)
{
	switch (token) {
	case WORD8('G', 'E', 'T', 0, 0, 0, 0, 0):
		return HTTP_METHOD_GET;
	case WORD8('P', 'O', 'S', 'T', 0, 0, 0, 0):
		return HTTP_METHOD_POST;
	case WORD8('P', 'U', 'T', 0, 0, 0, 0, 0):
		return HTTP_METHOD_PUT;
	case WORD8('D', 'E', 'L', 'E', 'T', 'E', 0, 0):
		return HTTP_METHOD_DELETE;
	case WORD8('H', 'E', 'A', 'D', 0, 0, 0, 0):
		return HTTP_METHOD_HEAD;
	case WORD8('O', 'P', 'T', 'I', 'O', 'N', 'S', 0):
		return HTTP_METHOD_OPTIONS;
	case WORD8('P', 'A', 'T', 'C', 'H', 0, 0, 0):
		return HTTP_METHOD_PATCH;
	case WORD8('C', 'O', 'N', 'N', 'E', 'C', 'T', 0):
		return HTTP_METHOD_CONNECT;
	case WORD8('T', 'R', 'A', 'C', 'E', 0, 0, 0):
		return HTTP_METHOD_TRACE;
	default:
		return HTTP_METHOD_OTHER;
	}
}

static __always_inline __u32 http1_proxy_line(struct http1_stream *stream, __u64 word)
{
	if ((__u8)word == '\n')
		stream->state = HTTP1_START;
	return 1;
}

/* The PROXY protocol, version 2: 12 bytes of signature, version, family, length. */
static __always_inline __u32 http1_proxy_binary(struct http1_stream *stream, __u64 word,
						__u32 *signal)
{
	const __u64 first = WORD8('\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q');
	const __u64 second = WORD8('U', 'I', 'T', '\n', 0, 0, 0, 0);
	__u32 position = stream->position;
	__u8 byte = word;
	__u8 expected = (position < 8 ? first : second) >> (8 * (position & 7));

	if (position < 12 && byte != expected) {
		if (position > 4) {
			*signal = HTTP1_INVALID;
			return 0;
		}
		/* Empty lines before a first message, nothing else so far. */
		stream->flags |= HTTP1_SEEN;
		stream->state = HTTP1_START;
		return 0;
	}
	if (position == 14)
		stream->remaining = (__u64)byte << 8;
	if (position == 15) {
		stream->remaining |= byte;
		stream->state = stream->remaining ? HTTP1_PROXY_SKIP : HTTP1_START;
	}
	stream->position = position + 1;
	return 1;
}

static __always_inline __u32 http1_method_end(struct http1_stream *stream,
					      struct request_head *head, __u64 token, __u32 length)
{
	const __u64 proxy = WORD8('P', 'R', 'O', 'X', 'Y', 0, 0, 0);

	if (token == proxy && !(stream->flags & HTTP1_SEEN)) {
		stream->state = HTTP1_PROXY_LINE;
		return length + 1;
	}
	head->method = length < 8 ? http1_method_of(token) : HTTP_METHOD_OTHER;
	stream->state = HTTP1_TARGET;
	return length + 1;
}

static __always_inline __u32 http1_method(struct http1_stream *stream, struct request_head *head,
					  __u64 word, __u32 available, __u32 *signal)
{
	__u64 space = word_find(word, WORD_OF(' '));
	__u64 zero = word_find(word, 0) & ((space & -space) - 1); /* "GET\0 " is no GET */
	__u32 position = stream->position;
	__u8 byte = word;

	if (position == 0 && space && !zero && available >= 8) {
		__u32 length = word_first(space) & 7;
		__u64 token = word_head(word, length);

		if (http1_method_of(token)) {
			WORD_STORE(head->method_token, token);
			head->token_length = length;
			return http1_method_end(stream, head, token, length);
		}
	}
	if (byte == ' ' && position > 0) {
		http1_method_end(stream, head, stream->value, position);
		return 1;
	}
	if (!byte_is_token(byte) || position >= HTTP1_TOKEN_LIMIT) {
		*signal = HTTP1_INVALID;
		return 0;
	}
	if (position < METHOD_TOKEN_SIZE - 1) {
		head->method_token[BOUND(position, METHOD_TOKEN_SIZE - 1)] = byte;
		head->token_length = position + 1;
	}
	if (position < 8)
		stream->value |= (__u64)byte << (8 * position);
	stream->position = position + 1;
	return 1;
}

static __always_inline __u32 http1_version(struct http1_stream *stream, __u64 word, __u32 available,
					   __u32 *signal)
{
	__u32 position = stream->position;
	__u8 byte = word;

	if (position == 0) {
		if (byte == ' ') /* more than one space */
			return 1;
		if (byte == '\r' || byte == '\n') {
			http1_target_end(stream, byte);
			return 0;
		}
		if (available >= 8 && word_head(word, 7) == HTTP1_NAME &&
		    byte_is_digit(word >> 56)) {
			stream->state = HTTP1_REQUEST_LINE_END;
			return 8;
		}
	}
	if (position < 7 ? byte != (__u8)(HTTP1_NAME >> (8 * (position & 7)))
			 : !byte_is_digit(byte)) {
		*signal = HTTP1_INVALID;
		return 0;
	}
	stream->position = position + 1;
	if (position == 7) {
		stream->position = 0;
		stream->state = HTTP1_REQUEST_LINE_END;
	}
	return 1;
}

/* The header section ended. */
static __always_inline __u32 http1_headed(struct http1_stream *stream)
{
	stream->body_bytes = 0;
	return HTTP1_HEAD;
}

static __always_inline __u32 http1_request_line_end(struct http1_stream *stream,
						    const struct request_head *head, __u64 word,
						    __u32 *signal)
{
	__u8 byte = word;

	if (byte == '\n') {
		stream->state = HTTP1_LINE_START;
		if (!(stream->flags & HTTP1_SIMPLE)) {
			stream->field = HTTP1_FIELD_NONE;
			return 1;
		}
		if (head->method != HTTP_METHOD_GET) {
			*signal = HTTP1_INVALID;
			return 0;
		}
		*signal = http1_headed(stream);
		return 1;
	}
	if (byte == '\r' || byte == ' ' || byte == '\t')
		return 1;
	*signal = HTTP1_INVALID;
	return 0;
}

static __always_inline int http1_status_fits(const __u8 *bytes)
{
	return word_head(WORD_LOAD(bytes), 7) == HTTP1_NAME && byte_is_digit(bytes[7]) &&
	       bytes[8] == ' ' && byte_is_digit(bytes[9]) && byte_is_digit(bytes[10]) &&
	       byte_is_digit(bytes[11]);
}

static __always_inline __u16 http1_status_of(const __u8 *bytes)
{
	return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
}

static __always_inline __u32 http1_status_line(struct http1_stream *stream, const __u8 *bytes,
					       __u32 available, __u32 *signal)
{
	__u32 position = stream->position;
	__u8 byte = bytes[0];
	int fits;

	if (position == 0 && available >= 12 && http1_status_fits(bytes)) {
		stream->status = http1_status_of(bytes);
		stream->position = 12;
		return 12;
	}
	if (position == 12 && !byte_is_digit(byte)) {
		stream->field = HTTP1_FIELD_NONE;
		stream->state = HTTP1_LINE;
		return 0;
	}
	if (position < 7)
		fits = byte == (__u8)(HTTP1_NAME >> (8 * (position & 7)));
	else if (position == 8)
		fits = byte == ' ';
	else
		fits = position < 12 && byte_is_digit(byte);
	if (!fits) {
		*signal = HTTP1_INVALID;
		return 0;
	}
	if (position > 8)
		stream->status = stream->status * 10 + byte - '0';
	stream->position = position + 1;
	return 1;
}

#endif
