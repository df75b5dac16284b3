/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * What the survey notes of a packet. Its maps are bounded, and what has no room is counted. Rows
 * are allocated when needed: the doctor may share the memory limit of the monitor beside it.
 */
#ifndef KONG_MONITOR_SURVEY_H
#define KONG_MONITOR_SURVEY_H

#include "headless.h"

enum {
	SURVEY_INTERFACES = 1024, /* two rows each */
	SURVEY_FLOWS = 8192,
	SURVEY_RING_SIZE = 256 * 1024,
	SURVEY_SHORTEST = 4, /* bytes that tell a protocol */
	TLS_CHANGE_CIPHER = 0x14, /* the first and last type of a record, RFC 8446 section 5.1 */
	TLS_APPLICATION = 0x17,
};

/* The first eight bytes of a PROXY protocol header, version 2: what follows it tells the protocol.
 */
#define PROXY_SIGNATURE WORD8('\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q')

struct survey_scratch {
	struct packet packet;
	struct survey_flow row;
	__u8 first[FIRST_BYTES];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, SURVEY_INTERFACES);
	__type(key, struct survey_interface_key);
	__type(value, struct survey_interface);
} survey_interface_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, SURVEY_FLOWS);
	__type(key, struct flow_key);
	__type(value, struct survey_flow);
} survey_flow_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, SURVEY_LOSS_COUNT);
	__type(key, __u32);
	__type(value, __u64);
} survey_loss_map SEC(".maps");

/* [0]: 1 while it looks. One moment for all interfaces, or what passes two would seem to pass one.
 */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} survey_switch_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, SURVEY_RING_SIZE);
} survey_hellos SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct survey_scratch);
} survey_scratch_map SEC(".maps");

static __always_inline struct survey_scratch *survey_scratch_get(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&survey_scratch_map, &zero);
}

static __always_inline void survey_lost(enum survey_loss reason)
{
	__u32 index = reason;
	__u64 *count = bpf_map_lookup_elem(&survey_loss_map, &index);

	if (count)
		__sync_fetch_and_add(count, 1);
}

/* 0 when the packet is TCP that can be read: then it stands in the scratch. */
__noinline int survey_read(struct __sk_buff *context, __u32 raw_ip)
{
	struct survey_scratch *scratch = survey_scratch_get();

	if (!scratch)
		return -1;
	scratch->packet.frame_length = context->len;
	scratch->packet.raw_ip = raw_ip || skb_is_headless(context);
	return packet_parse((void *)(long)context->data, (void *)(long)context->data_end,
			    &scratch->packet);
}

/* What was it that packet.h did not take? */
static __always_inline void survey_refused(struct __sk_buff *context,
					   struct survey_interface *interface)
{
	__u8 ip[10] = {}; /* up to the protocol of IPv4; IPv6 has its next header at 6 */
	__u64 *count = &interface->not_tcp;

	if (bpf_skb_load_bytes_relative(context, 0, ip, sizeof(ip), BPF_HDR_START_NET))
		ip[0] = 0;
	if (ip[0] >> 4 == 4 && ip[9] == IPPROTO_TCP)
		count = (ip[6] & 0x3f) | ip[7] ? &interface->fragments : &interface->unreadable;
	if (ip[0] >> 4 == 6 && ip[6] == IPPROTO_FRAGMENT)
		count = &interface->fragments;
	if (ip[0] >> 4 == 6 && ip[6] == IPPROTO_TCP)
		count = &interface->unreadable;
	__sync_fetch_and_add(count, 1);
}

static __always_inline struct survey_flow *survey_flow_of(struct survey_scratch *scratch)
{
	const struct flow_key *key = &scratch->packet.key;
	struct survey_flow *flow = bpf_map_lookup_elem(&survey_flow_map, key);
	long error;

	if (flow)
		return flow;
	__builtin_memset(&scratch->row, 0, sizeof(scratch->row));
	error = bpf_map_update_elem(&survey_flow_map, key, &scratch->row, BPF_NOEXIST);
	if (error && error != -EEXIST)
		survey_lost(SURVEY_LOSS_FLOW_FULL);
	return bpf_map_lookup_elem(&survey_flow_map, key);
}

/* In the middle of a connection only what is sure: much looks like a protocol there. */
static __always_inline __u32 survey_kind_joined(const __u8 *first)
{
	if (first_is_response(first))
		return SURVEY_KIND_RESPONSE;
	if (first[0] >= TLS_CHANGE_CIPHER && first[0] <= TLS_APPLICATION && first[1] == 3 &&
	    first[2] <= 4)
		return SURVEY_KIND_FOREIGN + NOT_HTTP_TLS;
	return SURVEY_KIND_UNKNOWN;
}

static __always_inline __u32 survey_kind_first(const __u8 *first, __u32 available, int server)
{
	__u64 word = WORD_LOAD(first);
	__u8 guess = http1_guess(word, available);

	if (guess != NOT_HTTP_OTHER)
		return SURVEY_KIND_FOREIGN + guess;
	if (server ? first_is_response(first) : first_is_request(first))
		return server ? SURVEY_KIND_RESPONSE : SURVEY_KIND_REQUEST;
	return word == PROXY_SIGNATURE ? SURVEY_KIND_UNKNOWN : SURVEY_KIND_FOREIGN + guess;
}

/* Returns 0 when the kernel would not give the bytes. */
static __always_inline int survey_kind(struct __sk_buff *context, struct survey_scratch *scratch,
				       struct survey_side *side)
{
	__u32 length = scratch->packet.payload_length;
	__u64 available = length < FIRST_BYTES ? length : FIRST_BYTES;

	if (available < SURVEY_SHORTEST)
		return 1;
	available = BOUND(available - 1, FIRST_BYTES - 1) + 1;
	__builtin_memset(scratch->first, 0, FIRST_BYTES);
	if (bpf_skb_load_bytes(context, scratch->packet.payload_offset, scratch->first, available))
		return 0;
	side->kind = side->flags & (SURVEY_FLAG_SYN | SURVEY_FLAG_SYN_ACK)
			     ? survey_kind_first(scratch->first, available,
						 side->flags & SURVEY_FLAG_SYN_ACK)
			     : survey_kind_joined(scratch->first);
	return 1;
}

/* What the client of a TLS connection says first goes to user space, a piece a segment. */
static __always_inline int survey_hello(struct __sk_buff *context, const struct packet *packet,
					const struct survey_side *side)
{
	__u32 offset = packet->sequence - side->syn_sequence - 1;
	__u64 length = packet->payload_length;
	struct survey_hello *hello;
	long error;

	if (side->kind != SURVEY_KIND_FOREIGN + NOT_HTTP_TLS || !(side->flags & SURVEY_FLAG_SYN) ||
	    offset >= SURVEY_HELLO_REACH)
		return 1;
	hello = bpf_ringbuf_reserve(&survey_hellos, sizeof(*hello), 0);
	if (!hello) {
		survey_lost(SURVEY_LOSS_HELLO_FULL);
		return 1;
	}
	if (length > SURVEY_HELLO_PIECE)
		length = SURVEY_HELLO_PIECE;
	length = BOUND(length - 1, SURVEY_HELLO_PIECE - 1) + 1;
	hello->flow = packet->key;
	hello->offset = offset;
	hello->length = length;
	error = bpf_skb_load_bytes(context, packet->payload_offset, hello->bytes, length);
	if (error)
		bpf_ringbuf_discard(hello, 0);
	else
		bpf_ringbuf_submit(hello, 0);
	return !error;
}

static __always_inline void survey_syn(struct survey_side *side, const struct packet *packet)
{
	if (packet->flags & TCP_ACK) {
		__sync_fetch_and_or(&side->flags, SURVEY_FLAG_SYN_ACK);
		return;
	}
	if (!(side->flags & SURVEY_FLAG_SYN) || side->syn_sequence != packet->sequence)
		__sync_fetch_and_add(&side->syns, 1);
	side->syn_sequence = packet->sequence;
	__sync_fetch_and_or(&side->flags, SURVEY_FLAG_SYN);
}

/* The first places are kept: a connection that roams over more is rare, and known by these. */
static __always_inline void survey_place(__u32 *places, __u32 interface)
{
#pragma unroll
	for (int i = 0; i < SURVEY_PLACES; i++) {
		if (places[i] == interface)
			return;
		if (!places[i]) {
			places[i] = interface;
			return;
		}
	}
}

static __always_inline int survey_side(struct __sk_buff *context, struct survey_scratch *scratch,
				       struct survey_flow *flow, __u32 direction)
{
	const struct packet *packet = &scratch->packet;
	struct survey_side *side = packet->from_high ? &flow->high : &flow->low;
	int complete = 1;

	__sync_fetch_and_add(&side->packets, 1);
	__sync_fetch_and_add(&side->bytes, packet->payload_length);
	survey_place(direction == SURVEY_DIRECTION_EGRESS ? side->egress : side->ingress,
		     context->ifindex);
	if (packet->flags & TCP_SYN)
		survey_syn(side, packet);
	if (packet->flags & TCP_FIN)
		__sync_fetch_and_or(&side->flags, SURVEY_FLAG_FIN);
	if (packet->flags & TCP_RST)
		__sync_fetch_and_or(&side->flags, SURVEY_FLAG_RST);
	if (!packet->payload_length || (packet->flags & TCP_SYN))
		return 1;
	if (side->kind == SURVEY_KIND_UNKNOWN)
		complete = survey_kind(context, scratch, side);
	return survey_hello(context, packet, side) && complete;
}

static __always_inline int survey_is_on(void)
{
	__u32 zero = 0, *on = bpf_map_lookup_elem(&survey_switch_map, &zero);

	return on && *on;
}

static __always_inline void survey(struct __sk_buff *context, __u32 direction)
{
	struct survey_interface_key key = { .interface = context->ifindex, .direction = direction };
	struct survey_interface *interface = bpf_map_lookup_elem(&survey_interface_map, &key);
	struct survey_scratch *scratch = survey_scratch_get();
	struct survey_flow *flow;

	if (!interface || !scratch || !survey_is_on())
		return;
	if (survey_read(context, interface->raw_ip)) {
		survey_refused(context, interface);
		return;
	}
	__sync_fetch_and_add(&interface->packets, 1);
	__sync_fetch_and_add(&interface->bytes, scratch->packet.payload_length);
	if (scratch->packet.payload_length)
		__sync_fetch_and_add(&interface->segments, 1);
	flow = survey_flow_of(scratch);
	if (flow && !survey_side(context, scratch, flow, direction))
		__sync_fetch_and_add(&interface->unreadable, 1);
}

#endif
