/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * The survey of "doctor", an object of its own: for some seconds it looks at
 * every TCP packet of every interface, whatever its port, and notes which
 * connections there are, by which interfaces each side's packets pass and what
 * its first bytes look like. It reads packets with the monitor's own packet.h
 * and tells protocols by the monitor's own http1_guess(). It follows nothing,
 * and every packet passes.
 */
#include <linux/bpf.h>
#include <linux/errno.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/pkt_cls.h>
#include <linux/tcp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "survey_abi.h"
#include "http1.h"
#include "state.h"
#include "first.h"

/* packet.h lets every port pass, and pure acknowledgements as in a replay. */
static const struct monitor_config config = { .upstream = 1, .replay = 1 };

/* What packet.h refuses is counted by interface, in survey_refused(). */
static __always_inline void count_loss(enum loss reason)
{
}

#include "packet.h"
#include "survey.h"

SEC("tc")
int survey_ingress(struct __sk_buff *context)
{
	survey(context, SURVEY_DIRECTION_INGRESS);
	return TC_ACT_UNSPEC;
}

SEC("tc")
int survey_egress(struct __sk_buff *context)
{
	survey(context, SURVEY_DIRECTION_EGRESS);
	return TC_ACT_UNSPEC;
}

char LICENSE[] SEC("license")
= "Dual MIT/GPL";
