/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What the first bytes of a segment look like, when nothing else tells where a message begins. */
#ifndef KONG_MONITOR_FIRST_H
#define KONG_MONITOR_FIRST_H

enum {
	FIRST_BYTES = 16
};

/* Does this look like the first line of a request: a token, then a space? */
static __always_inline int first_is_request(const __u8 *bytes)
{
	for (int i = 0; i < FIRST_BYTES; i++) {
		if (bytes[i] == ' ')
			return i > 0;
		if (!byte_is_token(bytes[i]))
			return 0;
	}
	return 0;
}

static __always_inline int first_is_response(const __u8 *bytes)
{
	return word_head(WORD_LOAD(bytes), 7) == HTTP1_NAME && byte_is_digit(bytes[7]) &&
	       bytes[8] == ' ' && byte_is_digit(bytes[9]);
}

#endif
