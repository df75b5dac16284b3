/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* The values of the three fields that matter: Host, Content-Length, Transfer-Encoding. */
#ifndef KONG_MONITOR_HTTP1_VALUE_H
#define KONG_MONITOR_HTTP1_VALUE_H

#define HTTP1_CHUNKED_ WORD8('c', 'h', 'u', 'n', 'k', 'e', 'd', 0)

enum {
	HTTP1_NUMBER_LIMIT = 18, /* decimal digits that fit 63 bits */
	HTTP1_TOKEN_DONE = 100, /* position behind a transfer coding */
};

static __always_inline int http1_is_space(__u8 byte)
{
	return byte == ' ' || byte == '\t';
}

static __always_inline __u32 http1_field_value(struct http1_stream *stream,
					       struct request_head *head, __u64 word)
{
	__u8 byte = word;

	if (http1_is_space(byte))
		return 1;
	stream->position = 0;
	stream->value = 0;
	stream->state = HTTP1_LINE;
	if (byte == '\r' || byte == '\n')
		return 0;
	if (stream->field == HTTP1_FIELD_LENGTH) {
		stream->state = HTTP1_LENGTH;
	} else if (stream->field == HTTP1_FIELD_CODING) {
		stream->flags |= HTTP1_HAS_CODING;
		stream->state = HTTP1_CODING;
	} else if (!(head->flags & (HEAD_NOTE_AUTHORITY | HEAD_NOTE_HOST))) {
		/* RFC 9112 section 3.2.2: an absolute-form target wins over Host */
		head->flags |= HEAD_NOTE_HOST;
		stream->state = byte == '[' ? HTTP1_HOST_LITERAL : HTTP1_HOST;
	}
	return 0;
}

/* What ends a host name. */
static __always_inline __u64 http1_host_marks(__u64 word)
{
	return word_find(word, WORD_OF(':')) | word_find(word, WORD_OF('\r')) |
	       word_find(word, WORD_OF('\n')) | word_find(word, WORD_OF(' ')) |
	       word_find(word, WORD_OF('\t'));
}

static __always_inline __u32 http1_host(struct http1_stream *stream, struct request_head *head,
					__u64 word, __u32 available)
{
	__u64 marks = http1_host_marks(word);
	__u32 length = head->domain_length;
	__u8 byte = word;

	if (available >= 8 && length < DOMAIN_SIZE - 8) {
		__u32 count = marks ? word_first(marks) : 8;
		__u64 lower = word_lower(word);

		WORD_STORE(head->domain + BOUND(length, DOMAIN_SIZE - 1),
			   count < 8 ? word_head(lower, count) : lower);
		head->domain_length = length + count;
		if (count < 8)
			stream->state = HTTP1_LINE;
		return count;
	}
	if (byte == ':' || byte == '\r' || byte == '\n' || http1_is_space(byte)) {
		stream->state = HTTP1_LINE;
		return 0;
	}
	http1_domain_byte(head, byte);
	return 1;
}

/* An IPv6 literal keeps its brackets; the port is behind them. */
static __always_inline __u32 http1_host_literal(struct http1_stream *stream,
						struct request_head *head, __u64 word)
{
	__u8 byte = word;

	if (byte == '\r' || byte == '\n' || http1_is_space(byte)) {
		stream->state = HTTP1_LINE;
		return 0;
	}
	http1_domain_byte(head, byte);
	if (byte == ']')
		stream->state = HTTP1_LINE;
	return 1;
}

/* RFC 9112 section 6.3, 5: several lengths must be the same. */
static __always_inline void http1_length_end(struct http1_stream *stream)
{
	if (stream->position == 0 || stream->position > HTTP1_NUMBER_LIMIT)
		stream->flags |= HTTP1_BAD_LENGTH;
	else if ((stream->flags & HTTP1_HAS_LENGTH) && stream->remaining != stream->value)
		stream->flags |= HTTP1_BAD_LENGTH;
	stream->remaining = stream->value;
	stream->flags |= HTTP1_HAS_LENGTH;
}

static __always_inline __u32 http1_length(struct http1_stream *stream, __u64 word)
{
	__u8 byte = word;

	if (byte_is_digit(byte)) {
		if (stream->field != HTTP1_FIELD_LENGTH) /* "5 5" */
			stream->flags |= HTTP1_BAD_LENGTH;
		if (stream->position <= HTTP1_NUMBER_LIMIT) {
			stream->value = stream->value * 10 + byte - '0';
			/* leading zeros do not count against the limit */
			stream->position += stream->value || !stream->position;
		}
		return 1;
	}
	if (http1_is_space(byte)) {
		stream->field = HTTP1_FIELD_NONE;
		return 1;
	}
	http1_length_end(stream);
	if (byte == ',') { /* a list of the same length is one length */
		stream->field = HTTP1_FIELD_LENGTH;
		stream->state = HTTP1_FIELD_VALUE;
		return 1;
	}
	if (byte != '\r' && byte != '\n')
		stream->flags |= HTTP1_BAD_LENGTH;
	stream->field = HTTP1_FIELD_LENGTH;
	stream->state = HTTP1_LINE;
	return 0;
}

/* RFC 9112 section 6.3, 4: the last coding decides. */
static __always_inline __u32 http1_coding(struct http1_stream *stream, __u64 word)
{
	__u8 byte = byte_lower(word);
	__u32 position = stream->position;

	if (byte == '\r' || byte == '\n') {
		stream->state = HTTP1_LINE;
		return 0;
	}
	if (http1_is_space(byte) || byte == ',') {
		if (byte == ',')
			stream->position = 0;
		else if (position)
			stream->position = HTTP1_TOKEN_DONE;
		return 1;
	}
	stream->flags &= ~HTTP1_CHUNKED;
	if (position < 7 && byte == (__u8)(HTTP1_CHUNKED_ >> (8 * (position & 7)))) {
		stream->position = position + 1;
		if (position == 6)
			stream->flags |= HTTP1_CHUNKED;
	} else {
		stream->position = HTTP1_TOKEN_DONE;
	}
	return 1;
}

#endif
