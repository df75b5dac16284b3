/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Header fields (RFC 9112 section 5). Three names matter: Host,
 * Content-Length and Transfer-Encoding; every other line is skipped by its
 * line feed, up to 64 bytes a step.
 */
#ifndef KONG_MONITOR_HTTP1_FIELD_H
#define KONG_MONITOR_HTTP1_FIELD_H

#define HTTP1_CONTENT_ WORD8('c', 'o', 'n', 't', 'e', 'n', 't', '-')
#define HTTP1_TRANSFER WORD8('t', 'r', 'a', 'n', 's', 'f', 'e', 'r')

static __always_inline void http1_name(struct http1_stream *stream, __u8 field, __u8 position)
{
	stream->state = HTTP1_FIELD_NAME;
	stream->field = field;
	stream->position = position;
}

/* A header line begins, eight bytes of it are known: take the name or leave the line. */
static __always_inline __u32 http1_classify(struct http1_stream *stream, __u64 word)
{
	__u64 lower = word_lower(word);

	stream->field = HTTP1_FIELD_NONE;
	stream->state = HTTP1_LINE;
	if (lower == HTTP1_CONTENT_) {
		http1_name(stream, HTTP1_FIELD_LENGTH, 8);
		return 8;
	}
	if (lower == HTTP1_TRANSFER) {
		http1_name(stream, HTTP1_FIELD_CODING, 8);
		return 8;
	}
	if ((__u32)lower == (__u32)WORD8('h', 'o', 's', 't', 0, 0, 0, 0) &&
	    !(stream->flags & HTTP1_RESPONSE)) {
		http1_name(stream, HTTP1_FIELD_HOST, 4);
		return 4;
	}
	return 0;
}

/* Up to and with the next line feed, at most 64 bytes; *found tells whether it was there. */
static __always_inline __u32 http1_to_line_end(const __u8 *bytes, __u32 available, int *found)
{
	__u32 count = 64;

#pragma unroll
	for (int i = 0; i < 64; i += 8) {
		__u64 marks = word_find(WORD_LOAD(bytes + i), WORD_OF('\n'));

		if (marks) {
			count = i + word_first(marks) + 1;
			break;
		}
	}
	*found = count <= available && bytes[BOUND(count - 1, 63)] == '\n';
	return count < available ? count : available;
}

static __always_inline __u32 http1_line(struct http1_stream *stream, const __u8 *bytes,
					__u32 available)
{
	int found;
	__u32 count = http1_to_line_end(bytes, available, &found);

	if (!found)
		return count;
	stream->state = HTTP1_LINE_START;
	return count;
}

static __always_inline __u32 http1_line_start(struct http1_stream *stream, __u64 word,
					      __u32 available, __u32 *signal)
{
	__u8 byte = word, letter = byte_lower(byte);

	if ((__u16)word == ('\r' | '\n' << 8) && available > 1) {
		stream->state = HTTP1_HEAD_END;
		*signal = http1_headed(stream);
		return 2;
	}
	if (byte == '\r') { /* the segment ends here */
		stream->state = HTTP1_HEAD_END;
		return 1;
	}
	if (byte == '\n') { /* RFC 9112 section 2.2: a bare line feed ends a line too */
		*signal = http1_headed(stream);
		return 1;
	}
	if (http1_is_space(byte)) { /* RFC 9112 section 5.2: the value before goes on */
		stream->state = stream->field ? HTTP1_FIELD_VALUE : HTTP1_LINE;
		return 0;
	}
	if (available >= 8)
		return http1_classify(stream, word);
	stream->field = HTTP1_FIELD_NONE;
	stream->state = HTTP1_LINE;
	if (letter == 'c')
		http1_name(stream, HTTP1_FIELD_LENGTH, 0);
	if (letter == 't')
		http1_name(stream, HTTP1_FIELD_CODING, 0);
	if (letter == 'h' && !(stream->flags & HTTP1_RESPONSE))
		http1_name(stream, HTTP1_FIELD_HOST, 0);
	return 0;
}

static __always_inline __u8 http1_name_byte(__u8 field, __u8 position)
{
	static const char names[4][32] = { "", "host:", "content-length:", "transfer-encoding:" };

	return names[BOUND(field, 3)][BOUND(position, 31)];
}

static __always_inline __u32 http1_field_name(struct http1_stream *stream, __u64 word)
{
	__u8 expected = http1_name_byte(stream->field, stream->position);

	if (byte_lower(word) != expected) {
		stream->field = HTTP1_FIELD_NONE;
		stream->state = HTTP1_LINE;
		return 0;
	}
	stream->position++;
	if (expected == ':')
		stream->state = HTTP1_FIELD_VALUE;
	return 1;
}

static __always_inline __u32 http1_head_end(struct http1_stream *stream, __u64 word, __u32 *signal)
{
	if ((__u8)word != '\n') { /* a lone carriage return: an odd line, not the end */
		stream->field = HTTP1_FIELD_NONE;
		stream->state = HTTP1_LINE;
		return 0;
	}
	*signal = http1_headed(stream);
	return 1;
}

#endif
