/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* SYN and SYN-ACK: how connections begin, with data too, and take the place of older ones. */
#ifndef KONG_MONITOR_HANDSHAKE_H
#define KONG_MONITOR_HANDSHAKE_H

/* The client's SYN. The old connection of these ends, if any, lives until it is answered. */
static __always_inline void handshake_syn(struct scratch *scratch)
{
	struct packet *packet = &scratch->packet;
	struct handshake *handshake = bpf_map_lookup_elem(&handshake_map, &packet->key);
	struct flow *flow = bpf_map_lookup_elem(&flow_map, &packet->key);
	__u32 expected = packet->sequence + 1;
	int leg = flow_leg(1);

	if (leg < 0 || (flow && flow->syn_sequence == packet->sequence))
		return; /* not ours, or a repetition */
	if (handshake && handshake->client_sequence == expected &&
	    (handshake->state == HANDSHAKE_SYN_ACK || handshake->state == HANDSHAKE_SYN_ACK_ALONE))
		return;
	handshake = &scratch->handshake;
	__builtin_memset(handshake, 0, sizeof(*handshake));
	handshake->state = HANDSHAKE_SYN;
	handshake->time = packet->now;
	handshake->client_sequence = expected;
	handshake->client_is_high = packet->from_high;
	handshake->cgroup = leg == LEG_UPSTREAM ? packet->cgroup : 0;
	bpf_map_update_elem(&handshake_map, &packet->key, handshake, BPF_ANY);
}

/* The server answers a SYN that carried data (RFC 7413): did it take the data? */
static __always_inline void handshake_fast_open(struct scratch *scratch, struct flow *flow)
{
	const struct packet *packet = &scratch->packet;

	if (!flow_take_patiently(scratch, flow))
		return;
	if (!(flow->server.flags & STREAM_KNOWN))
		stream_expect(&flow->server, packet->sequence + 1);
	if (packet->acknowledged == flow->syn_sequence + 1 && !(flow->flags & FLOW_TRUSTED)) {
		exchange_drain(flow, 0, 0); /* no: it will be sent again */
		flow->client.next_sequence = packet->acknowledged;
		flow->client.http.state = HTTP1_START;
	}
	if (flow_wants_owner(flow, 1))
		flow_own_by(flow, packet->cgroup);
	flow_prove(flow);
	flow_release(scratch, flow);
}

/* The server took a new connection of the same ends: the old one is over. */
static __always_inline void flow_replace(struct scratch *scratch, struct flow *flow)
{
	if (!flow_take_patiently(scratch, flow))
		return;
	flow->reset = FLOW_REPLACED;
	server_flush(flow);
	client_flush(flow);
	exchange_drain(flow, 0, DESYNC_REASON_PORT_REUSED + 1);
	flow_close(flow);
}

/* A client's container is known from its SYN, a server's from its SYN-ACK. */
static __always_inline __u64 handshake_cgroup(const struct packet *packet,
					      const struct handshake *syn, int leg)
{
	if (leg == LEG_DOWNSTREAM)
		return packet->cgroup;
	return syn ? syn->cgroup : 0;
}

static __always_inline void handshake_syn_ack(struct scratch *scratch)
{
	struct packet *packet = &scratch->packet;
	struct handshake *handshake = bpf_map_lookup_elem(&handshake_map, &packet->key);
	struct flow *flow = bpf_map_lookup_elem(&flow_map, &packet->key);
	int answers = handshake && handshake->state == HANDSHAKE_SYN &&
		      packet->acknowledged - handshake->client_sequence < SEQUENCE_WINDOW;
	int leg = flow_leg(0);
	__u64 cgroup;

	if (leg < 0)
		return;
	if (flow && flow->syn_sequence &&
	    packet->acknowledged - flow->syn_sequence - 1 < SEQUENCE_WINDOW && !answers) {
		if (!(flow->server.flags & STREAM_KNOWN))
			handshake_fast_open(scratch, flow);
		return;
	}
	if (!answers && handshake)
		return; /* a repetition */
	if (flow) {
		if (!answers)
			return;
		flow_replace(scratch, flow);
	} else if (!answers) {
		count_fact(COUNTER_NO_SYN);
	}
	cgroup = handshake_cgroup(packet, answers ? handshake : 0, leg);
	handshake = &scratch->handshake;
	__builtin_memset(handshake, 0, sizeof(*handshake));
	handshake->cgroup = cgroup;
	handshake->state = answers ? HANDSHAKE_SYN_ACK : HANDSHAKE_SYN_ACK_ALONE;
	handshake->time = packet->now;
	handshake->client_sequence = packet->acknowledged;
	handshake->server_sequence = packet->sequence + 1;
	handshake->client_is_high = !packet->from_high;
	bpf_map_update_elem(&handshake_map, &packet->key, handshake, BPF_ANY);
}

/* Is this packet near the start that the handshake named? Else it is another connection. */
static __always_inline int handshake_fits(const struct handshake *handshake,
					  const struct packet *packet)
{
	int from_client = packet->from_high == handshake->client_is_high;

	if (!from_client && handshake->state == HANDSHAKE_SYN)
		return 1;
	if (handshake->state == HANDSHAKE_SYN_ACK_ALONE)
		return from_client && packet->sequence == handshake->client_sequence;
	return packet->sequence -
		       (from_client ? handshake->client_sequence : handshake->server_sequence) <
	       SEQUENCE_WINDOW;
}

/* A repetition of a closed connection: nothing behind its ends. */
static __always_inline int handshake_repeats(const struct handshake *tombstone,
					     const struct packet *packet)
{
	__u32 end = packet->from_high == tombstone->client_is_high ? tombstone->client_sequence
								   : tombstone->server_sequence;

	return packet->now - tombstone->time < TOMBSTONE_TIME &&
	       (__s32)(packet->sequence + packet->payload_length - end) <= 0;
}

#endif
