/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Fuzzes bpf/http1.h alone: bytes cut anywhere give the same messages as the
 * same bytes in one piece. The first byte of an input says what it is and into
 * how many pieces it is cut, the second which responses answer a HEAD, then a
 * byte for each cut, then the stream.
 */
#include "reader.h"

enum {
	PLAN_RESPONSE = 1,
	PLAN_KEEP_QUERY = 2,
	PLAN_SINGLE_BYTES = 4,
	PLAN_BEHIND = 3, /* shift of two bits: what stands behind the window's end */
	PLAN_CUTS = 5, /* shift of three bits: how many cuts */
};

static struct reader whole, cut;
static struct http1_window window;

static void complain(const char *what)
{
	fprintf(stderr, "%s: in one piece %u messages, cut %u\n", what, whole.count, cut.count);
	abort();
}

static void compare(void)
{
	__u32 kept = whole.count < READER_MESSAGES ? whole.count : READER_MESSAGES;

	if (whole.count != cut.count)
		complain("other messages");
	if (memcmp(whole.messages, cut.messages, kept * sizeof(struct message)))
		complain("a message differs");
	if (whole.stream.state != cut.stream.state ||
	    whole.stream.message_bytes != cut.stream.message_bytes ||
	    reader_body_bytes(&whole) != reader_body_bytes(&cut))
		complain("the end differs");
}

static void read_whole(const __u8 *bytes, __u32 length)
{
	/* at the window's end, so that whoever reads too far leaves it */
	reader_piece(&whole, &window, bytes, length, HTTP1_WINDOW - length, 0);
}

static void read_cut(const __u8 *bytes, __u32 length, const __u8 *cuts, __u32 count, __u8 plan)
{
	static const __u8 behind[] = { '\n', ' ', '0', ':' };
	__u32 done = 0, index = 0;

	while (done < length) {
		__u32 piece = length - done, wanted = piece;

		if (plan & PLAN_SINGLE_BYTES)
			wanted = 1;
		else if (index < count)
			wanted = cuts[index++] + 1;
		if (wanted < piece)
			piece = wanted;
		reader_piece(&cut, &window, bytes + done, piece, 0,
			     behind[plan >> PLAN_BEHIND & 3]);
		done += piece;
	}
}

int LLVMFuzzerTestOneInput(const __u8 *data, size_t size)
{
	__u8 plan = size ? data[0] : 0;
	__u32 cuts = plan >> PLAN_CUTS;
	__u8 flags = 0;

	if (size < 3 + cuts || size > HTTP1_WINDOW)
		return 0;
	if (plan & PLAN_RESPONSE)
		flags |= HTTP1_RESPONSE;
	if (plan & PLAN_KEEP_QUERY)
		flags |= HTTP1_KEEP_QUERY;
	reader_start(&whole, flags);
	reader_start(&cut, flags);
	whole.heads = cut.heads = data[1] & 0x7f;
	whole.connects = cut.connects = data[1] & 0x80;
	read_whole(data + 2 + cuts, size - 2 - cuts);
	read_cut(data + 2 + cuts, size - 2 - cuts, data + 2, cuts, plan);
	compare();
	reader_stop(&whole, 1);
	reader_stop(&cut, 1);
	compare();
	return 0;
}
