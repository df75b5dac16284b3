/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Rows of conn_map and conn_map6: detail of the most recent connections. */
#ifndef KONG_MONITOR_CONNECTION_H
#define KONG_MONITOR_CONNECTION_H

/* An atomic addition costs more than to see that there is nothing to add. */
static __always_inline void add_some(__u64 *sum, __u64 amount)
{
	if (amount)
		__sync_fetch_and_add(sum, amount);
}

static __always_inline void connection_add(struct conn_stats *row, const struct scratch *scratch)
{
	add_some(&row->requests, scratch->listing.requests);
	add_some(&row->responses, scratch->delta.responses);
	add_some(&row->bytes_sent, scratch->listing.bytes_sent);
	add_some(&row->bytes_received, scratch->delta.bytes_received);
	add_some(&row->errors, scratch->delta.errors);
	row->last_activity = scratch->packet.now;
}

/*
 * Was there a row of this key before, evicted since? Perhaps, if the rest of an
 * exchange finds none, or a later one of a connection does once the map was full.
 */
static __always_inline int connection_is_partial(const struct scratch *scratch,
						 enum counter created)
{
	__u32 index = created;
	__u64 *rows = bpf_map_lookup_elem(&counter_map, &index);

	if (!scratch->listing.requests)
		return 1;
	return scratch->exchange_key.index > 0 && rows && *rows >= config.connections;
}

static __always_inline void connection_row(struct scratch *scratch, int partial)
{
	struct conn_stats *row = &scratch->connection_row;
	struct delta *delta = &scratch->delta;

	row->requests = scratch->listing.requests;
	row->responses = delta->responses;
	row->bytes_sent = scratch->listing.bytes_sent;
	row->bytes_received = delta->bytes_received;
	row->errors = delta->errors;
	row->last_activity = scratch->packet.now;
	row->created = partial ? scratch->packet.now : scratch->exchange.started;
	row->container = scratch->exchange.container;
	row->leg = scratch->exchange.leg;
	row->partial = partial;
}

static __always_inline void connection_account(struct scratch *scratch, void *map, void *key,
					       enum counter created)
{
	struct conn_stats *row = bpf_map_lookup_elem(map, key);

	if (!row) {
		connection_row(scratch, connection_is_partial(scratch, created));
		if (!bpf_map_update_elem(map, key, &scratch->connection_row, BPF_NOEXIST)) {
			count_in(&counter_map, created, 1);
			return;
		}
		row = bpf_map_lookup_elem(map, key);
	}
	if (row)
		connection_add(row, scratch);
	else
		count_in(&loss_map, LOSS_CONNECTION_FULL, 1);
}

static __always_inline void connection_account4(struct scratch *scratch)
{
	struct exchange *exchange = &scratch->exchange;
	struct flow_key *flow = &exchange->flow;
	struct conn_key *key = &scratch->connection;
	__u32 low = *(__u32 *)flow->low_address, high = *(__u32 *)flow->high_address;
	int high_first = exchange->client_is_high;

	key->source_ip = high_first ? high : low;
	key->destination_ip = high_first ? low : high;
	key->source_port = high_first ? flow->high_port : flow->low_port;
	key->destination_port = high_first ? flow->low_port : flow->high_port;
	key->protocol = IPPROTO_TCP;
	key->method = exchange->head.method;
	words_copy(key->domain, exchange->head.domain, DOMAIN_SIZE);
	words_copy(key->path, exchange->head.path, PATH_SIZE);
	connection_account(scratch, &conn_map, key, COUNTER_CONNECTION_ROWS);
}

static __always_inline void connection_account6(struct scratch *scratch)
{
	struct exchange *exchange = &scratch->exchange;
	struct flow_key *flow = &exchange->flow;
	struct conn_key6 *key = &scratch->connection6;
	__u8 *source = key->source_ip, *destination = key->destination_ip;
	int high_first = exchange->client_is_high;

	__builtin_memcpy(high_first ? destination : source, flow->low_address, ADDRESS_SIZE);
	__builtin_memcpy(high_first ? source : destination, flow->high_address, ADDRESS_SIZE);
	key->source_port = high_first ? flow->high_port : flow->low_port;
	key->destination_port = high_first ? flow->low_port : flow->high_port;
	key->protocol = IPPROTO_TCP;
	key->method = exchange->head.method;
	words_copy(key->domain, exchange->head.domain, DOMAIN_SIZE);
	words_copy(key->path, exchange->head.path, PATH_SIZE);
	connection_account(scratch, &conn_map6, key, COUNTER_CONNECTION_ROWS6);
}

#endif
