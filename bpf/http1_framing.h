/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* How long a message is (RFC 9112 section 6) and its chunks (section 7.1). */
#ifndef KONG_MONITOR_HTTP1_FRAMING_H
#define KONG_MONITOR_HTTP1_FRAMING_H

enum {
	HTTP1_CHUNK_DIGITS = 15
};

static __always_inline void http1_message_done(struct http1_stream *stream)
{
	stream->state = HTTP1_START;
	stream->flags |= HTTP1_SEEN;
}

/*
 * Behind HEAD: says how the body is framed. bodiless is what the header
 * section cannot tell: a response to HEAD, 204, 304. Returns 1 when the
 * message ended with its header section, 0 when a body follows, -1 when nobody
 * can say where it ends (the stream is lost).
 */
static __always_inline int http1_body(struct http1_stream *stream, int bodiless)
{
	__u8 flags = stream->flags;

	stream->position = 0;
	if (bodiless) {
		http1_message_done(stream);
		return 1;
	}
	if (flags & HTTP1_CHUNKED) { /* wins over Content-Length */
		stream->remaining = 0;
		stream->state = HTTP1_CHUNK_SIZE;
		return 0;
	}
	if ((flags & HTTP1_RESPONSE) &&
	    ((flags & HTTP1_HAS_CODING) || !(flags & HTTP1_HAS_LENGTH))) {
		stream->state = HTTP1_UNTIL_CLOSE;
		return 0;
	}
	if (flags & (HTTP1_HAS_CODING | HTTP1_BAD_LENGTH)) {
		stream->state = HTTP1_LOST;
		return -1;
	}
	if ((flags & HTTP1_HAS_LENGTH) && stream->remaining) {
		stream->state = HTTP1_BODY;
		return 0;
	}
	http1_message_done(stream);
	return 1;
}

/* Counts up to available bytes of a body; returns how many belong to it. */
static __always_inline __u64 http1_skip(struct http1_stream *stream, __u64 available, __u32 *signal)
{
	__u64 count = available;
	__u8 state = stream->state;

	if (state == HTTP1_LOST)
		return count;
	if (state != HTTP1_UNTIL_CLOSE) {
		if (count > stream->remaining)
			count = stream->remaining;
		stream->remaining -= count;
	}
	if (state == HTTP1_PROXY_SKIP) {
		if (!stream->remaining)
			stream->state = HTTP1_START;
		return count;
	}
	stream->message_bytes += count;
	stream->body_bytes += count;
	if (state == HTTP1_BODY && !stream->remaining) {
		http1_message_done(stream);
		*signal = HTTP1_END;
	}
	if (state == HTTP1_CHUNK_DATA && !stream->remaining)
		stream->state = HTTP1_CHUNK_END;
	return count;
}

static __always_inline __u8 http1_hex(__u8 byte)
{
	__u8 letter = byte_lower(byte) - 'a';

	if (byte_is_digit(byte))
		return byte - '0';
	return letter < 6 ? letter + 10 : 16;
}

static __always_inline __u32 http1_chunk_size(struct http1_stream *stream, __u8 byte, __u32 *signal)
{
	__u8 digit = http1_hex(byte);

	if (digit < 16 && stream->position <= HTTP1_CHUNK_DIGITS) {
		stream->remaining = stream->remaining << 4 | digit;
		/* leading zeros do not count against the limit */
		stream->position += stream->remaining || !stream->position;
		return 1;
	}
	if (stream->position == 0 || stream->position > HTTP1_CHUNK_DIGITS ||
	    (byte != '\r' && byte != '\n' && byte != ';' && byte != ' ' && byte != '\t')) {
		*signal = HTTP1_INVALID;
		return 0;
	}
	stream->state = HTTP1_CHUNK_EXTENSION;
	return 0;
}

static __always_inline __u32 http1_chunk_line(struct http1_stream *stream, const __u8 *bytes,
					      __u32 available)
{
	int found;
	__u32 count = http1_to_line_end(bytes, available, &found);

	if (!found)
		return count;
	if (stream->state == HTTP1_TRAILER_LINE || !stream->remaining) {
		stream->state = HTTP1_TRAILER_START;
		return count;
	}
	stream->state = HTTP1_CHUNK_DATA;
	return count;
}

static __always_inline __u32 http1_trailer(struct http1_stream *stream, __u8 byte, __u32 *signal)
{
	if (byte == '\n') {
		http1_message_done(stream);
		*signal = HTTP1_END;
		return 1;
	}
	if (byte == '\r' && stream->state == HTTP1_TRAILER_START) {
		stream->state = HTTP1_TRAILER_END;
		return 1;
	}
	stream->state = HTTP1_TRAILER_LINE;
	return 0;
}

static __always_inline __u32 http1_chunk_end(struct http1_stream *stream, __u8 byte, __u32 *signal)
{
	if (byte == '\r')
		return 1;
	if (byte != '\n') {
		*signal = HTTP1_INVALID;
		return 0;
	}
	stream->position = 0;
	stream->state = HTTP1_CHUNK_SIZE;
	return 1;
}

/* The text between the data of chunks, and the trailer section. */
static __always_inline __u32 http1_chunk_text(struct http1_stream *stream, const __u8 *bytes,
					      __u32 available, __u32 *signal)
{
	switch (stream->state) {
	case HTTP1_CHUNK_SIZE:
		return http1_chunk_size(stream, bytes[0], signal);
	case HTTP1_CHUNK_END:
		return http1_chunk_end(stream, bytes[0], signal);
	case HTTP1_TRAILER_START:
	case HTTP1_TRAILER_END:
		return http1_trailer(stream, bytes[0], signal);
	default:
		return http1_chunk_line(stream, bytes, available);
	}
}

#endif
