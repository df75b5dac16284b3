/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * A message in one line, for people and for comparisons:
 *   request   METHOD TARGET DOMAIN FRAMING BODY END
 *   response  STATUS INTERIM FRAMING BODY END
 * FRAMING is none, length:N, chunked or close, BODY the bytes of it that came.
 */
#ifndef KONG_MONITOR_TESTS_DESCRIBE_H
#define KONG_MONITOR_TESTS_DESCRIBE_H

#include <stdarg.h>
#include "reader.h"

struct text {
	__u32 length;
	char bytes[8192];
};

static inline void text_add(struct text *text, const char *format, ...)
{
	__u32 room = sizeof(text->bytes) - text->length;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text->bytes + text->length, room, format, arguments);
	va_end(arguments);
	text->length += length < (int)room ? (__u32)length : room - 1;
}

/* What would not fit a word of the line is written \xHH. */
static inline void text_add_word(struct text *text, const __u8 *bytes, __u32 length)
{
	if (!length)
		text_add(text, "-");
	for (__u32 i = 0; i < length; i++)
		text_add(text,
			 bytes[i] > ' ' && bytes[i] < 0x7f && bytes[i] != '\\' ? "%c" : "\\x%02x",
			 bytes[i]);
	text_add(text, " ");
}

static inline void describe_framing(struct text *text, const struct message *message)
{
	switch (message->framing) {
	case HTTP1_BODY:
		text_add(text, "length:%llu ", (unsigned long long)message->length);
		break;
	case HTTP1_CHUNK_SIZE:
		text_add(text, "chunked ");
		break;
	case HTTP1_UNTIL_CLOSE:
		text_add(text, "close ");
		break;
	default:
		text_add(text, "none ");
	}
}

static inline void describe(struct text *text, const struct message *message)
{
	static const char *const ends[] = { "open", "complete", "lost", "tunnel" };
	const struct request_head *head = &message->head;

	if (!message->headed) {
		text_add(text, "head %s\n", ends[message->end]);
		return;
	}
	if (message->flags & HTTP1_RESPONSE) {
		text_add(text, "%u %u ", message->status, message->interim_status);
	} else {
		text_add_word(text, head->method_token, head->token_length);
		text_add_word(text, head->path, head->path_length);
		text_add_word(text, head->domain, head->domain_length);
	}
	describe_framing(text, message);
	text_add(text, "%llu %s\n", (unsigned long long)message->body_bytes, ends[message->end]);
}

static inline void describe_all(struct text *text, const struct reader *reader)
{
	text->length = 0;
	text->bytes[0] = 0;
	for (__u32 i = 0; i < reader->count && i < READER_MESSAGES; i++)
		describe(text, &reader->messages[i]);
}

#endif
