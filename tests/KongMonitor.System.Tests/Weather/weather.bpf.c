/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Bad weather on one interface, for kernels without netem: of a thousand
 * packets LOSS are dropped and DUPLICATE are sent twice. Attached by tc at a
 * host of the lab, never at the gateway.
 */
#include <linux/bpf.h>
#include <linux/pkt_cls.h>
#include <bpf/bpf_helpers.h>

enum {
	THOUSAND = 1000,
	SENT_TWICE = 0x7477
}; /* the mark of a copy: it is let through */

SEC("tc")
int weather(struct __sk_buff *packet)
{
	__u32 dice = bpf_get_prandom_u32() % THOUSAND;

	if (packet->mark == SENT_TWICE)
		return TC_ACT_UNSPEC;
	if (dice < LOSS)
		return TC_ACT_SHOT;
	if (dice < LOSS + DUPLICATE) {
		packet->mark = SENT_TWICE;
		bpf_clone_redirect(packet, packet->ifindex, 0);
	}
	return TC_ACT_UNSPEC;
}

char LICENSE[] SEC("license")
= "Dual MIT/GPL";
