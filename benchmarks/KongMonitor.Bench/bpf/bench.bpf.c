/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * What the benchmark compares the monitor with: programs that do nothing, and
 * some that always do the same work, of the monitor's kind. And programs that
 * stand in front of a test run's: the kernel repeats one packet,
 * which the monitor would take for a retransmission, so each repetition is
 * given to the next connection before the program that is measured sees it.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/pkt_cls.h>
#include <linux/tcp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum {
	PORTS = 32768, /* connections of one client address */
	FIRST_PORT = 20000,
	PATH_OFFSET = 11, /* of the digits in a payload that begins with "GET /items/" */
	PATH_DIGITS = 6,
	YARD_ROWS = 4,
	YARD_KEY = 40,
	YARD_TEXT = 64,
	YARD_SUMS = 4,
};

/* Which connection a packet goes to, and what it asks for. */
struct bench_step {
	__u32 connection; /* of the next repetition */
	__u32 from_client; /* whose address and port stand for it: source or destination */
	__u32 path; /* of the next repetition */
	__u32 paths; /* after so many they begin again; 0: the packet's own path */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct bench_step);
} step_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} xdp_target SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} tc_target SEC(".maps");

struct yard_key {
	__u64 words[YARD_KEY / 8];
};

struct yard {
	__u64 sums[YARD_SUMS];
	__u64 colons;
	__u64 last;
	__u8 text[YARD_TEXT];
	struct bpf_spin_lock lock;
	__u32 _pad;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, YARD_ROWS);
	__type(key, struct yard_key);
	__type(value, __u64);
} yard_rows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct yard);
} yard_map SEC(".maps");

static __always_inline void yard_find(__u64 number)
{
	struct yard_key key = { { number } };
	__u64 one = 1, *row = bpf_map_lookup_elem(&yard_rows, &key);

	if (row)
		__sync_fetch_and_add(row, 1);
	else
		bpf_map_update_elem(&yard_rows, &key, &one, BPF_NOEXIST);
}

static __always_inline void yard_work(struct yard *yard)
{
	for (__u32 i = 0; i < YARD_TEXT; i++)
		yard->colons += yard->text[i] == ':';
	yard->last = bpf_ktime_get_ns();
	bpf_spin_lock(&yard->lock);
	for (__u32 i = 0; i < YARD_SUMS; i++)
		yard->sums[i] += i;
	bpf_spin_unlock(&yard->lock);
}

static __always_inline void next_path(struct bench_step *step, struct tcphdr *tcp, void *end)
{
	__u8 *digits = (void *)(tcp + 1) + PATH_OFFSET;
	__u32 number = step->path % step->paths;

	if ((void *)(digits + PATH_DIGITS) > end)
		return;
#pragma unroll
	for (int i = PATH_DIGITS - 1; i >= 0; i--) {
		digits[i] = '0' + number % 10;
		number /= 10;
	}
	step->path++;
}

/* Client N is 198.18.1.0 + N / PORTS; the gateway is 198.19.0.1. */
static __always_inline void next_connection(void *data, void *end)
{
	__u32 zero = 0, address;
	struct bench_step *step = bpf_map_lookup_elem(&step_map, &zero);
	struct iphdr *ip = data + sizeof(struct ethhdr);
	struct tcphdr *tcp = (void *)(ip + 1);
	__u16 port;

	if (!step || (void *)(tcp + 1) > end)
		return;
	address = bpf_htonl(0xc6120100 + step->connection / PORTS);
	port = bpf_htons(FIRST_PORT + step->connection % PORTS);
	step->connection++;
	if (step->from_client) {
		ip->saddr = address;
		tcp->source = port;
		if (step->paths)
			next_path(step, tcp, end);
	} else {
		ip->daddr = address;
		tcp->dest = port;
	}
}

SEC("xdp.frags")
int empty_xdp(struct xdp_md *context)
{
	return XDP_PASS;
}

SEC("tc")
int empty_tc(struct __sk_buff *context)
{
	return TC_ACT_UNSPEC;
}

/* Rows of a hash map, a line of text, the time, sums under a lock: whatever the packet is. */
static __always_inline void yardstick(void)
{
	__u32 zero = 0;
	struct yard *yard = bpf_map_lookup_elem(&yard_map, &zero);

	for (__u64 number = 0; number < YARD_ROWS; number++)
		yard_find(number);
	if (yard)
		yard_work(yard);
}

SEC("xdp.frags")
int yardstick_xdp(struct xdp_md *context)
{
	yardstick();
	return XDP_PASS;
}

SEC("tc")
int yardstick_tc(struct __sk_buff *context)
{
	yardstick();
	return TC_ACT_UNSPEC;
}

SEC("xdp.frags")
int next_xdp(struct xdp_md *context)
{
	next_connection((void *)(long)context->data, (void *)(long)context->data_end);
	bpf_tail_call(context, &xdp_target, 0);
	return XDP_ABORTED;
}

SEC("tc")
int next_tc(struct __sk_buff *context)
{
	next_connection((void *)(long)context->data, (void *)(long)context->data_end);
	bpf_tail_call(context, &tc_target, 0);
	return TC_ACT_SHOT;
}

char LICENSE[] SEC("license")
= "Dual MIT/GPL";
