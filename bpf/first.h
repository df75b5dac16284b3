/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What the first bytes of a segment look like, when nothing else tells where a message begins. */
#ifndef KONG_MONITOR_FIRST_H
#define KONG_MONITOR_FIRST_H

enum {
	FIRST_BYTES = 16
};

/* A token, then a space? A function of its own: verified once. */
__noinline int first_is_token(__u64 low, __u64 high)
{
	for (int i = 0; i < FIRST_BYTES; i++) {
		__u8 byte = (i < 8 ? low : high) >> 8 * (i & 7);

		if (byte == ' ')
			return i > 0;
		if (!byte_is_token(byte))
			return 0;
	}
	return 0;
}

/* Does this look like the first line of a request? */
static __always_inline int first_is_request(const __u8 *bytes)
{
	return first_is_token(WORD_LOAD(bytes), WORD_LOAD(bytes + 8));
}

static __always_inline int first_is_response(const __u8 *bytes)
{
	return word_head(WORD_LOAD(bytes), 7) == HTTP1_NAME && byte_is_digit(bytes[7]) &&
	       bytes[8] == ' ' && byte_is_digit(bytes[9]);
}

#endif
