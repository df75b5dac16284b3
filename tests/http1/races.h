/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What meets in races.c. */

#define REQUEST(target) "GET " target " HTTP/1.1\r\nHost: example.com\r\n\r\n"

/* A segment is put on the list while who has the flow takes the last one off it. */

static const char *const response_parts[] = {
	"HTTP/1.1 200 OK\r\nConte",
	"nt-Length: 2\r\nX-First",
	": abc\r\nX-Sec",
	"ond: x\r\n\r\nok",
};

static void part(__u32 index)
{
	__u32 sequence = senders[0].server;

	for (__u32 i = 0; i < index; i++)
		sequence += strlen(response_parts[i]);
	deliver(0, 1, sequence, response_parts[index], TCP_ACK);
}

static void held_before(void)
{
	handshake(0);
	client_sends(0, REQUEST("/held"));
	part(1);
}

static void held_drained(void)
{
	part(0);
}

static void held_again(void)
{
	part(3);
}

static void held_after(void)
{
	part(2);
}

static const struct race races[] = {
	{ "a hole is filled while something is held behind the next", held_before, held_drained,
	  held_again, held_after, 0 },
};
