/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Connections: which are followed, where they begin and end. A handshake waits
 * in a small map of its own, so that a flood of SYNs evicts no connection; the
 * flow is made with the first byte of payload.
 */
#ifndef KONG_MONITOR_FLOW_H
#define KONG_MONITOR_FLOW_H

#include "first.h"

enum {
	SEQUENCE_WINDOW = 1 << 24, /* farther from its handshake it is another connection */
};

static const __u64 TOMBSTONE_TIME =
	60ULL * 1000000000; /* longest time a repetition may come late */

/*
 * One program is attached before the other: of a connection that began in
 * between, one side's bytes passed unseen. It is met anew when both are there.
 */
static __always_inline int attaching(void)
{
	__u32 zero = 0;
	struct monitor_control *control = bpf_map_lookup_elem(&control_map, &zero);

	return !control || control->attaching;
}

static __always_inline int port_own(__u32 port, __u64 now)
{
	__u64 *until = bpf_map_lookup_elem(&own_port_map, &port);

	return until && *until > now;
}

/* A connection of the monitor itself is no traffic of the gateway. */
static __always_inline int flow_of_monitor(const struct packet *packet)
{
	return (packet->source_local && port_own(packet->source_port, packet->now)) ||
	       (packet->destination_local && port_own(packet->destination_port, packet->now));
}

/*
 * Which leg the packet is of, or -1 when its ends are not ours to follow. A
 * function of its own: verified once.
 */
__noinline int flow_leg(__u32 from_client)
{
	struct scratch *scratch = scratch_get();
	const struct packet *packet;
	__u8 server_local, client_local;
	__u16 server_port;
	int leg = -1;

	if (!scratch)
		return -1;
	packet = &scratch->packet;
	server_port = from_client ? packet->destination_port : packet->source_port;
	server_local = from_client ? packet->destination_local : packet->source_local;
	client_local = from_client ? packet->source_local : packet->destination_local;
	if (server_local && port_watched(server_port))
		leg = LEG_DOWNSTREAM;
	else if (client_local && config.upstream)
		leg = LEG_UPSTREAM;
	return leg < 0 || flow_of_monitor(packet) ? -1 : leg;
}

static __always_inline void stream_expect(struct stream *stream, __u32 sequence)
{
	stream->next_sequence = sequence;
	stream->flags |= STREAM_KNOWN;
}

/* Never given before on these maps; one user a CPU at a time, as with scratch. */
static __always_inline __u64 flow_id_next(void)
{
	__u32 zero = 0;
	__u64 *opened = bpf_map_lookup_elem(&flow_id_map, &zero);

	if (!opened)
		return 0;
	return (__u64)bpf_get_smp_processor_id() << FLOW_ID_CPU_SHIFT | ++*opened;
}

/* Puts scratch->flow_row into the map and returns it there. */
static __always_inline struct flow *flow_insert(struct scratch *scratch, int leg,
						int client_is_high)
{
	struct flow *row = &scratch->flow_row;
	struct packet *packet = &scratch->packet;
	long error;

	if (attaching())
		return 0;
	row->id = flow_id_next();
	row->leg = leg;
	row->client_is_high = client_is_high;
	row->credited_at = packet->now >> CREDIT_SHIFT;
	row->client.http.field = NOT_HTTP_OTHER;
	row->server.http.field = NOT_HTTP_OTHER;
	row->server.http.flags = HTTP1_RESPONSE;
	error = bpf_map_update_elem(&flow_map, &packet->key, row, BPF_NOEXIST);
	if (error && error != -EEXIST) { /* another CPU may have made it: then it is that one */
		count_loss(LOSS_FLOW_FULL);
		return 0;
	}
	if (!error)
		count_fact(COUNTER_FLOWS_OPENED);
	return bpf_map_lookup_elem(&flow_map, &packet->key);
}

/* A flow whose handshake was seen: both streams start at their known place. */
static __always_inline struct flow *flow_open_known(struct scratch *scratch,
						    const struct handshake *handshake)
{
	struct flow *row = &scratch->flow_row;
	struct packet *packet = &scratch->packet;
	int from_client = packet->from_high == handshake->client_is_high;
	int leg = flow_leg(from_client);

	if (leg < 0)
		return 0;
	__builtin_memset(row, 0, sizeof(*row));
	/* Data with a SYN counts once the server acknowledged it; of an unseen SYN, as if joined */
	if (!(packet->flags & TCP_SYN) && handshake->state != HANDSHAKE_SYN_ACK_ALONE)
		row->flags = FLOW_TRUSTED;
	row->syn_sequence = handshake->client_sequence - 1;
	flow_own_by(row, handshake->cgroup);
	stream_expect(&row->client, handshake->client_sequence);
	if (handshake->state != HANDSHAKE_SYN)
		stream_expect(&row->server, handshake->server_sequence);
	else if (from_client && row->flags)
		count_fact(COUNTER_NO_SYN_ACK);
	return flow_insert(scratch, leg, handshake->client_is_high);
}

/* A gateway's port is the server's end, whatever the bytes look like. */
static __always_inline int flow_contradicts(const struct packet *packet, int from_client)
{
	__u16 port = from_client ? packet->source_port : packet->destination_port;
	__u8 local = from_client ? packet->source_local : packet->destination_local;

	return !config.all_ports && local && port_watched(port);
}

/*
 * A flow met in the middle: its first bytes must start a message. They tell
 * who the client is, and nothing of it counts until a response proves it.
 */
static __always_inline struct flow *flow_open_joined(struct scratch *scratch, const __u8 *bytes)
{
	struct flow *row = &scratch->flow_row;
	struct packet *packet = &scratch->packet;
	int from_client = first_is_request(bytes);
	int leg = flow_leg(from_client);

	if (leg < 0 || (!from_client && !first_is_response(bytes)) ||
	    flow_contradicts(packet, from_client))
		return 0;
	__builtin_memset(row, 0, sizeof(*row));
	row->client.http.state = HTTP1_LOST;
	row->server.http.state = HTTP1_LOST;
	return flow_insert(scratch, leg, packet->from_high == from_client);
}

/* What is repeated of a closed connection comes not behind these places. */
static __always_inline void flow_bury(struct scratch *scratch, const struct flow *flow)
{
	struct handshake *tombstone = &scratch->handshake;

	__builtin_memset(tombstone, 0, sizeof(*tombstone));
	tombstone->state = HANDSHAKE_CLOSED;
	tombstone->time = scratch->packet.now;
	tombstone->client_is_high = flow->client_is_high;
	tombstone->client_sequence = flow->client.next_sequence;
	tombstone->server_sequence = flow->server.next_sequence;
	bpf_map_update_elem(&handshake_map, &scratch->packet.key, tombstone, BPF_ANY);
}

static __always_inline void tunnel_forget(struct scratch *scratch, const struct flow *flow)
{
	struct exchange *row = exchange_find(scratch, flow, flow->request_end);

	if (row)
		inflight_free(row);
}

/* Forgets the connection but for its tombstone. Called by its owner, who has it no more then. */
__noinline int flow_close(struct flow *flow)
{
	struct scratch *scratch = scratch_get();

	if (!scratch || !flow)
		return 0;
	exchange_drain(flow, UNANSWERED_REASON_CLOSED_BY_SERVER + 1, 0);
	if ((flow->flags & FLOW_MALFORMED) && !flow->tail)
		flow_not_http(flow, NOT_HTTP_OTHER);
	if (flow->client.http.state != HTTP1_START) /* else nothing is searched for in vain */
		request_lost(flow);
	if (flow->flags & FLOW_SAVED)
		request_forget(flow);
	if (flow->flags & FLOW_TUNNEL)
		tunnel_forget(scratch, flow);
	flow->flags |= FLOW_ENDED;
	__sync_fetch_and_add(&flow->pending, 0); /* who holds something later sees that it ended */
	stream_forget_held(flow, &flow->client, 0);
	stream_forget_held(flow, &flow->server, 1);
	if (flow->reset != FLOW_REPLACED)
		flow_bury(scratch, flow);
	if (flow_release(scratch, flow))
		bpf_map_delete_elem(&flow_map, &scratch->packet.key);
	count_fact(COUNTER_FLOWS_CLOSED);
	return 0;
}

#endif
