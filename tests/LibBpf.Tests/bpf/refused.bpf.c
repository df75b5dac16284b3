/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Reads the packet without a look at its end: the verifier must refuse it. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int reads_past_the_end(struct xdp_md *context)
{
	__u8 *data = (__u8 *)(long)context->data;
	return data[100];
}

char LICENSE[] SEC("license")
= "Dual MIT/GPL";
