/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * The request target (RFC 9112 section 3.2): origin-form, absolute-form,
 * authority-form and asterisk-form, into path and domain.
 */
#ifndef KONG_MONITOR_HTTP1_TARGET_H
#define KONG_MONITOR_HTTP1_TARGET_H

static __always_inline __u32 http1_target(struct http1_stream *stream, __u64 word)
{
	__u8 letter = byte_lower(word);

	if (letter == ' ') /* RFC 9112 section 3: words may stand farther apart */
		return 1;
	stream->position = 0;
	stream->state = (__u8)(letter - 'a') < 26 ? HTTP1_SCHEME : HTTP1_PATH;
	return 0;
}

static __always_inline void http1_path_byte(struct request_head *head, __u8 byte)
{
	__u32 length = head->path_length;

	if (length < PATH_SIZE - 1) {
		head->path[BOUND(length, PATH_SIZE - 1)] = byte;
		head->path_length = length + 1;
	} else {
		head->flags |= EVENT_FLAG_PATH_CUT;
	}
}

static __always_inline void http1_domain_byte(struct request_head *head, __u8 byte)
{
	__u32 length = head->domain_length;

	if (length < DOMAIN_SIZE - 1) {
		head->domain[BOUND(length, DOMAIN_SIZE - 1)] = byte_lower(byte);
		head->domain_length = length + 1;
	} else {
		head->flags |= EVENT_FLAG_DOMAIN_CUT;
	}
}

/* "http:" and "https:" lead to an authority; anything else is a path after all. */
static __always_inline __u32 http1_scheme(struct http1_stream *stream, struct request_head *head,
					  __u64 word)
{
	const __u32 mark = ':' | '/' << 8 | '/' << 16;
	__u8 byte = word;

	if (byte == (__u8)(mark >> (8 * (stream->position & 3)))) {
		http1_path_byte(head, byte);
		if (++stream->position < 3)
			return 1;
		words_clear(head->path, sizeof(head->path));
		head->path_length = 0;
		head->flags |= HEAD_NOTE_AUTHORITY;
		stream->position = 0;
		stream->state = HTTP1_AUTHORITY;
		return 1;
	}
	if (stream->position || !(byte_is_token(byte))) {
		stream->state = HTTP1_PATH;
		return 0;
	}
	http1_path_byte(head, byte);
	return 1;
}

static __always_inline void http1_domain_clear(struct request_head *head)
{
	words_clear(head->domain, sizeof(head->domain));
	head->domain_length = 0;
	head->flags &= ~EVENT_FLAG_DOMAIN_CUT;
}

/* The authority ends the target, or a path follows; an empty path is "/" (RFC 9110 section 4.2.3).
 */
static __always_inline void http1_authority_end(struct http1_stream *stream,
						struct request_head *head, __u8 byte)
{
	if (byte != '/')
		http1_path_byte(head, '/');
	stream->state = HTTP1_PATH;
}

static __always_inline int http1_ends_authority(__u8 byte)
{
	return byte == '/' || byte == '?' || byte == '#' || byte == ' ' || byte == '\r' ||
	       byte == '\n';
}

static __always_inline __u32 http1_authority(struct http1_stream *stream, struct request_head *head,
					     __u64 word)
{
	__u8 byte = word;

	if (http1_ends_authority(byte)) {
		http1_authority_end(stream, head, byte);
		return 0;
	}
	if (byte == '@') { /* user information: it carries secrets */
		http1_domain_clear(head);
		return 1;
	}
	if (byte == '[' || byte == ']')
		stream->position = byte == '[';
	if (byte == ':' && !stream->position) {
		stream->state = HTTP1_AUTHORITY_PORT;
		return 1;
	}
	http1_domain_byte(head, byte);
	return 1;
}

static __always_inline __u32 http1_authority_port(struct http1_stream *stream,
						  struct request_head *head, __u64 word)
{
	__u8 byte = word;

	if (http1_ends_authority(byte)) {
		http1_authority_end(stream, head, byte);
		return 0;
	}
	if (byte == '@') { /* what looked like a port was a password */
		http1_domain_clear(head);
		stream->state = HTTP1_AUTHORITY;
	}
	return 1;
}

/* A line end in place of the version: HTTP/0.9, which knows GET alone. */
static __always_inline void http1_target_end(struct http1_stream *stream, __u8 byte)
{
	stream->position = 0;
	if (byte == ' ') {
		stream->state = HTTP1_VERSION;
		return;
	}
	stream->flags |= HTTP1_SIMPLE;
	stream->state = HTTP1_REQUEST_LINE_END;
}

static __always_inline __u64 http1_target_marks(__u64 word)
{
	return word_find(word, WORD_OF(' ')) | word_find(word, WORD_OF('\n')) |
	       word_find(word, WORD_OF('\r'));
}

static __always_inline __u32 http1_path(struct http1_stream *stream, struct request_head *head,
					__u64 word, __u32 available)
{
	__u64 marks = http1_target_marks(word);
	__u32 length = head->path_length;
	__u8 byte = word;

	if (!(stream->flags & HTTP1_KEEP_QUERY))
		marks |= word_find(word, WORD_OF('?'));
	if (available >= 8 && length < PATH_SIZE - 8) {
		__u32 count = marks ? word_first(marks) : 8;

		if (count) {
			WORD_STORE(head->path + BOUND(length, PATH_SIZE - 1),
				   count < 8 ? word_head(word, count) : word);
			head->path_length = length + count;
			return count;
		}
	}
	if (byte == '?' && !(stream->flags & HTTP1_KEEP_QUERY)) {
		stream->state = HTTP1_QUERY;
		return 1;
	}
	if (byte == ' ' || byte == '\r' || byte == '\n') {
		http1_target_end(stream, byte);
		return byte == ' ';
	}
	http1_path_byte(head, byte);
	return 1;
}

static __always_inline __u32 http1_query(struct http1_stream *stream, __u64 word, __u32 available)
{
	__u64 marks = http1_target_marks(word);
	__u32 count = marks ? word_first(marks) : 8;

	if (count)
		return count < available ? count : available;
	http1_target_end(stream, word);
	return (__u8)word == ' ';
}

#endif
