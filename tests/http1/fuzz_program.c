/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Fuzzes all of bpf/ with one connection. Its bytes are turns of client and
 * server; they are delivered twice: each turn in one segment, and cut, out of
 * order and repeated as the input's plan says. The same events and counts must
 * come out, but for times. An input is a byte of choices, the number of plan
 * bytes, those, and the turns, each ended by TURN_END; the client begins.
 */
#include "outcome.h"

enum {
	TURN_END = 0x1f,
	SEGMENTS = 64,
	PLAN_BYTES = 31,
};

enum choice {
	CHOICE_END = 7, /* how the connection ends, enum ending */
	CHOICE_QUERY = 8,
	CHOICE_WRAP = 16, /* sequence numbers wrap around */
	CHOICE_EARLY_FIN = 32, /* the FIN comes before the last segment */
	CHOICE_REPEAT_ALL = 64, /* everything is sent again at the end */
};

enum ending {
	ENDING_NONE,
	ENDING_CLIENT_FIN,
	ENDING_SERVER_FIN,
	ENDING_CLIENT_FIRST,
	ENDING_SERVER_FIRST,
	ENDING_CLIENT_RESET,
	ENDING_SERVER_RESET,
	ENDING_COUNT,
};

struct delivery {
	const __u8 *plan;
	__u32 plan_length;
	__u32 plan_at;
	__u32 sent[2]; /* bytes so far, by server or not */
	__u32 first[2]; /* sequence of the first byte */
	__u8 choices;
	__u8 cut; /* 0: every turn in one segment */
	__u8 lost; /* 1: from here on the result depends on the segments */
	__u8 _pad;
};

struct piece {
	__u32 start;
	__u32 length;
};

static __u8 streams[2][4096];

static struct flow *the_flow(void)
{
	struct host_row *row = host_map(&flow_map)->rows;

	return row ? (struct flow *)host_row_value(row) : 0;
}

static void deliver(struct delivery *delivery, __u32 server, struct piece piece, __u8 flags)
{
	struct host_packet packet = {
		.bytes = streams[server] + piece.start,
		.length = piece.length,
		.sequence = delivery->first[server] + piece.start,
		.acknowledged = delivery->first[!server] + delivery->sent[!server],
		.server = server,
		.flags = flags | TCP_ACK,
	};

	host_send(&packet);
}

static __u8 plan_next(struct delivery *delivery)
{
	return delivery->plan_at < delivery->plan_length ? delivery->plan[delivery->plan_at++] : 0;
}

/* Cuts what is new of a stream; a plan byte's low bits are a length, 0: all the rest. */
static __u32 turn_cut(struct delivery *delivery, __u32 start, __u32 end, struct piece *pieces,
		      __u8 *moves)
{
	__u32 count = 0;

	while (start < end && count < SEGMENTS / 2) {
		__u8 plan = delivery->cut ? plan_next(delivery) : 0;
		__u32 length = plan & 31, back = plan >> 5 == 4 ? 3 : 0;

		if (!length || length > end - start || count == SEGMENTS / 2 - 1)
			length = end - start;
		if (back > start)
			back = start;
		pieces[count] = (struct piece){ start - back, length + back };
		moves[count++] = plan >> 5;
		start += length;
	}
	return count;
}

/* In which order they arrive: 1 after its neighbour, 2 last, 3 first; 5 twice, 6 again at the end.
 */
static __u32 turn_order(struct piece *pieces, const __u8 *moves, __u32 count)
{
	__u32 total = count;

	for (__u32 i = 0; i < count; i++) {
		struct piece moved = pieces[i];
		__u32 with = moves[i] == 1 ? i + 1 : moves[i] == 2 ? count - 1 : 0;

		if (moves[i] >= 5)
			pieces[total++] = moved;
		if (moves[i] == 0 || moves[i] > 3 || with >= count)
			continue;
		pieces[i] = pieces[with];
		pieces[with] = moved;
	}
	return total;
}

static __u8 turn_fin(const struct delivery *delivery, __u32 server, int last)
{
	__u8 ending = (delivery->choices & CHOICE_END) % ENDING_COUNT;

	if (!last || !delivery->cut || !(delivery->choices & CHOICE_EARLY_FIN))
		return 0;
	return server ? ending == ENDING_SERVER_FIN || ending == ENDING_SERVER_FIRST
		      : ending == ENDING_CLIENT_FIN || ending == ENDING_CLIENT_FIRST;
}

static void turn_check(struct delivery *delivery)
{
	struct flow *flow = the_flow();

	delivery->lost |= flow && !(flow->flags & FLOW_NOT_HTTP) &&
			  (!(flow->flags & FLOW_TRUSTED) || flow->client.http.state == HTTP1_LOST ||
			   flow->server.http.state == HTTP1_LOST);
	host_check(delivery->lost ||
			   (!host_map(&hold_map)->count && !host_map(&hold_bytes_map)->count),
		   "something is held though nothing is missing");
}

static void turn(struct delivery *delivery, __u32 server, __u32 length, int last)
{
	struct piece pieces[SEGMENTS];
	__u8 moves[SEGMENTS] = {};
	__u32 start = delivery->sent[server], end = start + length;
	__u32 count = turn_cut(delivery, start, end, pieces, moves);

	count = turn_order(pieces, moves, count);
	if (turn_fin(delivery, server, last))
		deliver(delivery, server, (struct piece){ end, 0 }, TCP_FIN);
	for (__u32 i = 0; i < count; i++)
		deliver(delivery, server, pieces[i], 0);
	delivery->sent[server] = end;
	turn_check(delivery);
}

static void handshake(struct delivery *delivery)
{
	struct host_packet packet = { .bytes = streams[0] };

	packet.sequence = delivery->first[0] - 1;
	packet.flags = TCP_SYN;
	host_send(&packet);
	packet.server = 1;
	packet.sequence = delivery->first[1] - 1;
	packet.acknowledged = delivery->first[0];
	packet.flags = TCP_SYN | TCP_ACK;
	host_send(&packet);
}

static void fin(struct delivery *delivery, __u32 server, __u8 flags)
{
	deliver(delivery, server, (struct piece){ delivery->sent[server], 0 }, flags);
}

static void ending(struct delivery *delivery)
{
	__u8 ending = (delivery->choices & CHOICE_END) % ENDING_COUNT;

	if (ending == ENDING_CLIENT_FIN || ending == ENDING_CLIENT_FIRST)
		fin(delivery, 0, TCP_FIN);
	if (ending >= ENDING_SERVER_FIN && ending <= ENDING_SERVER_FIRST)
		fin(delivery, 1, TCP_FIN);
	if (ending == ENDING_SERVER_FIRST)
		fin(delivery, 0, TCP_FIN);
	if (ending >= ENDING_CLIENT_RESET)
		fin(delivery, ending == ENDING_SERVER_RESET, TCP_RST);
}

/* Sends the turns. Returns 0 when what comes out is not to be compared to its end. */
static int run(struct delivery *delivery, const __u8 *turns, __u32 length)
{
	__u32 start = 0, server = 0;

	host_reset();
	outcome->count = 0;
	handshake(delivery);
	for (__u32 i = 0; i <= length; i++) {
		if (i < length && turns[i] != TURN_END)
			continue;
		memcpy(streams[server] + delivery->sent[server], turns + start, i - start);
		turn(delivery, server, i - start, i == length);
		if (delivery->lost && !delivery->cut)
			return 0;
		server = !server;
		start = i + 1;
	}
	if (delivery->cut && (delivery->choices & CHOICE_REPEAT_ALL)) {
		deliver(delivery, 0, (struct piece){ 0, delivery->sent[0] }, 0);
		deliver(delivery, 1, (struct piece){ 0, delivery->sent[1] }, 0);
	}
	ending(delivery);
	conclude();
	return 1;
}

/* Rows live to the end of their program anyway: a long quarantine only makes them slow. */
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=4:malloc_context_size=4:max_malloc_fill_size=64";
}

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
	(void)count, (void)arguments;
	host_open();
	host.on_event = note_event;
	return 0;
}

int LLVMFuzzerTestOneInput(const __u8 *data, size_t size)
{
	struct delivery delivery = {}, other;
	int all;

	if (size < 2 || size > sizeof(streams[0]) || size < 2u + (data[1] & PLAN_BYTES))
		return 0;
	delivery.choices = data[0];
	delivery.plan = data + 2;
	delivery.plan_length = data[1] & PLAN_BYTES;
	delivery.first[0] = data[0] & CHOICE_WRAP ? 0xffffffd0 : 1000;
	delivery.first[1] = data[0] & CHOICE_WRAP ? 0xfffffff0 : 2000;
	host_configure(data[0] & CHOICE_QUERY ? 1 : 0);
	other = delivery;
	other.cut = 1;
	data += 2 + delivery.plan_length;
	size -= 2 + delivery.plan_length;
	outcome = &whole;
	all = run(&delivery, data, size);
	outcome = &cut;
	run(&other, data, size);
	compare(all);
	return 0;
}
