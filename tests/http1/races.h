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

/* A timeout, while the response comes and the next request takes the row. */

static const void *oldest_state(void)
{
	return &host_exchange(0)->state;
}

/* All requests in one row. */
static void one_row(void)
{
	struct monitor_config *writable = (struct monitor_config *)&config;

	asm("" : "+r"(writable));
	writable->exchange_mask = 0;
}

static void wait_too_long(void)
{
	host.now += config.timeout + 1000000000;
}

static void timeout_before(void)
{
	one_row();
	handshake(0);
	handshake(1);
	client_sends(0, REQUEST("/old"));
	wait_too_long();
}

static void upload_before(void)
{
	one_row();
	handshake(0);
	client_sends(
		0, "POST /upload HTTP/1.1\r\nHost: example.com\r\nContent-Length: 9\r\n\r\n12345");
	wait_too_long();
}

static void time_out(void)
{
	struct __sk_buff context = {};

	sweep(&context);
}

static void answered(void)
{
	server_sends(0, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
}

static void answered_and_asked(void)
{
	answered();
	client_sends(1, REQUEST("/another/and/longer"));
}

static void uploaded(void)
{
	client_sends(0, "6789");
}

static void uploaded_and_answered(void)
{
	uploaded();
	answered();
}

static void other_answered(void)
{
	server_sends(1, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

static const struct race races[] = {
	{ "a hole is filled while something is held behind the next", held_before, held_drained,
	  held_again, held_after, 0 },
	{ "a request times out while its response comes", timeout_before, time_out, answered,
	  nothing, oldest_state },
	{ "a request times out while its row becomes another's", timeout_before, time_out,
	  answered_and_asked, other_answered, oldest_state },
	{ "a request times out while its last bytes come", upload_before, time_out, uploaded,
	  answered, oldest_state },
	{ "an upload times out while its end and its response come", upload_before, time_out,
	  uploaded_and_answered, nothing, oldest_state },
};
