/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * What a hook alone knows of a packet: which way it goes, on what kind of
 * interface, whose socket sends it. The rest packet.h reads from its headers.
 */
#ifndef KONG_MONITOR_HOOK_H
#define KONG_MONITOR_HOOK_H

enum {
	LOOPBACK_INDEX = 1
}; /* of lo, in every network namespace */

static __always_inline int is_raw_ip(__u32 interface)
{
	int raw = 0;

#pragma unroll
	for (int i = 0; i < RAW_IP_INTERFACES; i++)
		raw |= interface == config.raw_ip_interfaces[i];
	return raw;
}

/* Functions of their own: what follows is verified once, not for every way through a packet's
 * headers. */
__noinline int packet_read_xdp(struct xdp_md *context)
{
	struct scratch *scratch = scratch_get();
	struct packet *packet;

	if (!scratch)
		return -1;
	packet = &scratch->packet;
	packet->frame_length = bpf_xdp_get_buff_len(context);
	packet->cgroup = 0;
	packet->raw_ip = 0;
	packet->source_local = 0;
	packet->destination_local = 1;
	return packet_parse((void *)(long)context->data, (void *)(long)context->data_end, packet);
}

/* A replay has no interfaces: the mark says what lo would. */
static __always_inline int is_loopback(const struct __sk_buff *context)
{
	__u32 mark = context->mark, interface = context->ifindex;

	asm volatile("" : "+r"(mark), "+r"(interface)); /* no arithmetic on the context */
	return config.replay ? mark == REPLAY_BOTH_LOCAL : interface == LOOPBACK_INDEX;
}

/* On lo every packet passes egress once, and both ends are local. */
__noinline int packet_read_skb(struct __sk_buff *context, int egress)
{
	struct scratch *scratch = scratch_get();
	int loopback = is_loopback(context);
	struct packet *packet;

	if (!scratch)
		return -1;
	packet = &scratch->packet;
	packet->frame_length = context->len;
	packet->cgroup = 0;
	packet->raw_ip = is_raw_ip(context->ifindex) || (!egress && skb_is_headless(context));
	packet->source_local = egress || loopback;
	packet->destination_local = !egress || loopback;
	if (packet_parse((void *)(long)context->data, (void *)(long)context->data_end, packet))
		return -1;
	if (egress && !config.replay && (packet->flags & TCP_SYN))
		packet->cgroup = bpf_skb_cgroup_id(context);
	return 0;
}

#endif
