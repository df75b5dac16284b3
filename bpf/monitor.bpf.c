/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * The programs. A packet goes through packet.h (what is it?), flow.h (whose?),
 * segment.h (in its turn), http1.h (what does it say?), exchange.h (which
 * request and response?) and account.h (what counts?). Every program lets
 * every packet pass.
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

#include "abi.h"
#include "http1.h"
#include "maps.h"
#include "packet.h"
#include "container.h"
#include "headless.h"
#include "hook.h"
#include "account.h"
#include "event.h"
#include "inflight.h"
#include "exchange.h"
#include "hold.h"
#include "foreign.h"
#include "stream.h"
#include "owner.h"
#include "flow.h"
#include "handshake.h"
#include "segment.h"
#include "sweep.h"
#include "fold.h"

/* The flow of a packet with payload that has none yet. */
static __always_inline struct flow *flow_open(struct segment *segment, enum segment_source source)
{
	struct scratch *scratch = segment->scratch;
	struct packet *packet = &scratch->packet;
	struct handshake *handshake = bpf_map_lookup_elem(&handshake_map, &packet->key);
	struct flow *flow;

	if (handshake && handshake->state == HANDSHAKE_CLOSED) {
		if (handshake_repeats(handshake, packet))
			return 0;
	} else if (handshake && handshake_fits(handshake, packet)) {
		flow = flow_open_known(scratch, handshake);
		bpf_map_delete_elem(&handshake_map, &packet->key);
		return flow;
	}
	flow = bpf_map_lookup_elem(&flow_map, &packet->key);
	if (flow) /* another CPU made it from the handshake meanwhile */
		return flow;
	if (packet->payload_length < FIRST_BYTES ||
	    !segment_load(segment, source, 0, scratch->first, FIRST_BYTES, FIRST_BYTES - 1))
		return 0;
	return flow_open_joined(scratch, scratch->first);
}

/* SYN and SYN-ACK. Returns 1 when data came with them that is ours to read. */
__noinline int tcp_handshake(void)
{
	struct scratch *scratch = scratch_get();
	struct packet *packet;
	struct flow *flow;

	if (!scratch || attaching())
		return 0;
	packet = &scratch->packet;
	if (packet->flags & TCP_ACK)
		handshake_syn_ack(scratch);
	else
		handshake_syn(scratch);
	flow = bpf_map_lookup_elem(&flow_map, &packet->key);
	if (!(packet->flags & TCP_ACK) && flow && flow->syn_sequence != packet->sequence)
		return 0; /* of a new connection, while the old one of these ends lives */
	packet->sequence++;
	return packet->payload_length != 0;
}

/* Not HTTP: all that still matters is the end, so that the row becomes free. */
static __always_inline void flow_foreign(struct scratch *scratch, struct flow *flow)
{
	struct packet *packet = &scratch->packet;
	struct stream *stream = stream_of(flow, packet->from_high != flow->client_is_high);

	if (!(packet->flags & (TCP_FIN | TCP_RST)) || !flow_take_patiently(scratch, flow))
		return;
	stream->flags |= STREAM_CLOSED;
	if ((packet->flags & TCP_RST) || (flow->client.flags & flow->server.flags & STREAM_CLOSED))
		flow_close(flow);
	else
		flow_release(scratch, flow);
}

static __always_inline void tcp_receive(void *context, enum segment_source source)
{
	struct scratch *scratch = scratch_get();
	struct segment segment = {
		.context = context,
		.scratch = scratch,
	};
	struct packet *packet;
	struct flow *flow;

	if (!scratch)
		return;
	packet = &scratch->packet;
	packet->now = clock_now();
	scratch->owner = owner_self();
	scratch->events = events_on();
	if ((packet->flags & TCP_SYN) && !tcp_handshake())
		return;
	scratch->span.sequence = packet->sequence;
	scratch->span.length = packet->payload_length;
	scratch->span.position = 0;
	flow = bpf_map_lookup_elem(&flow_map, &packet->key);
	if (!flow && packet->payload_length)
		flow = flow_open(&segment, source);
	if (!flow)
		return;
	if (flow->flags & FLOW_NOT_HTTP) {
		flow_foreign(scratch, flow);
		return;
	}
	scratch->window.at = scratch->window.end = 0;
	segment.flow = flow;
	scratch->flow_id = flow->id;
	segment.server = packet->from_high != flow->client_is_high;
	segment.stream = segment.server ? &flow->server : &flow->client;
	segment_receive(&segment, source);
}

SEC("xdp.frags")
int ingress_xdp(struct xdp_md *context)
{
	if (!packet_read_xdp(context))
		tcp_receive(context, SEGMENT_XDP);
	return XDP_PASS;
}

SEC("tc")
int ingress_tc(struct __sk_buff *context)
{
	if (!packet_read_skb(context, 0))
		tcp_receive(context, SEGMENT_SKB);
	return TC_ACT_UNSPEC;
}

SEC("tc")
int egress_tc(struct __sk_buff *context)
{
	if (!packet_read_skb(context, 1))
		tcp_receive(context, SEGMENT_SKB);
	return TC_ACT_UNSPEC;
}

/* Not attached: run by BPF_PROG_TEST_RUN. */
SEC("tc")
int sweep(struct __sk_buff *context)
{
	struct scratch *scratch = scratch_for(SCRATCH_SWEEP);

	if (scratch)
		sweep_all(scratch);
	return TC_ACT_UNSPEC;
}

/* Not attached: run by BPF_PROG_TEST_RUN. */
SEC("tc")
int forget(struct __sk_buff *context)
{
	struct scratch *scratch = scratch_for(SCRATCH_SWEEP);

	if (scratch)
		forget_all(scratch);
	return TC_ACT_UNSPEC;
}

/* Not attached: run by BPF_PROG_TEST_RUN. */
SEC("tc")
int fold_mark(struct __sk_buff *context)
{
	fold_mark_all();
	return TC_ACT_UNSPEC;
}

/* Not attached: run by BPF_PROG_TEST_RUN, on struct fold_step[] in the place of a packet. */
SEC("tc")
int fold_move(struct __sk_buff *context)
{
	struct scratch *scratch = scratch_for(SCRATCH_SWEEP);

	if (scratch)
		fold_move_all(context, scratch);
	return TC_ACT_UNSPEC;
}

char LICENSE[] SEC("license")
= "Dual MIT/GPL";
