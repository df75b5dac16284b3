/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Generic XDP copies packets for a program that takes fragments (xdp.frags),
 * and the copy has forgotten how long its Ethernet header is: TC ingress then
 * gets the packet from its IP header on (seen on Linux 6.18).
 */
#ifndef KONG_MONITOR_HEADLESS_H
#define KONG_MONITOR_HEADLESS_H

/* Does the packet start at its IP header? */
static __always_inline int skb_is_headless(struct __sk_buff *context)
{
	__u64 first[2] = {}, ip[2] = {};

	if (bpf_skb_load_bytes(context, 0, first, sizeof(first)) ||
	    bpf_skb_load_bytes_relative(context, 0, ip, sizeof(ip), BPF_HDR_START_NET))
		return 0;
	return first[0] == ip[0] && first[1] == ip[1];
}

#endif
