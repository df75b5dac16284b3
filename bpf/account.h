/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Where numbers change. The callers say what happened in scratch->delta and
 * whose exchange it is in scratch->exchange; nothing else writes a count.
 */
#ifndef KONG_MONITOR_ACCOUNT_H
#define KONG_MONITOR_ACCOUNT_H

#include "branchless.h"
#include "connection.h"

enum {
	LATENCY_LOWEST_BIT = 6, /* 64 us */
	LATENCY_HIGHEST_BIT = 26, /* 2^26 us, 67 s */
	SIZE_LOWEST = 256,
	STATUS_FIRST_ERROR = 400,
	FOLD_WAKE_ROWS = 64,
};

static __always_inline struct delta *delta_start(struct scratch *scratch)
{
	__builtin_memset(&scratch->delta, 0, sizeof(scratch->delta));
	return &scratch->delta;
}

/*
 * Half octaves from 64 us on, one bucket under and one over. A bound belongs to
 * the bucket under it, as Prometheus' le and OTLP's explicit bounds have it.
 */
static __always_inline __u32 latency_bucket(__u64 nanoseconds)
{
	__u64 microseconds = (nanoseconds - !!nanoseconds) / 1000, rest = microseconds;
	__u32 bit = 0;

	if (microseconds >> LATENCY_HIGHEST_BIT)
		return LATENCY_BUCKETS - 1;
	if (!(microseconds >> LATENCY_LOWEST_BIT))
		return 0;
#pragma unroll
	for (int step = 16; step; step /= 2) {
		if (rest >> step) {
			rest >>= step;
			bit += step;
		}
	}
	return 1 + (bit - LATENCY_LOWEST_BIT) * 2 + (microseconds >> (bit - 1) & 1);
}

/* Four times the size a bucket; a bound belongs to the bucket under it. No branch: see there. */
static __always_inline __u32 size_bucket(__u64 bytes)
{
	__u64 bucket = 0;

#pragma unroll
	for (int i = 0; i < SIZE_BUCKETS - 1; i++)
		bucket += is_negative(((__u64)SIZE_LOWEST << 2 * i) - bytes);
	return bucket;
}

static __always_inline void leg_add(struct leg_stats *leg, const struct delta *delta, __u64 now)
{
	leg->requests += delta->requests;
	leg->responses += delta->responses;
	leg->bytes_sent += delta->bytes_sent;
	leg->bytes_received += delta->bytes_received;
	leg->errors += delta->errors;
	leg->last_activity = now;
	leg->in_flight += delta->in_flight;
	leg->unmatched += delta->unmatched;
	leg->late += delta->late;
	leg->aborted += delta->aborted;
	if (!(delta->unanswered | delta->desynced))
		return;
#pragma unroll
	for (__u32 i = 0; i < UNANSWERED_REASON_COUNT; i++)
		leg->unanswered[i] += delta->unanswered == i + 1;
#pragma unroll
	for (__u32 i = 0; i < DESYNC_REASON_COUNT; i++)
		leg->desynced[i] += delta->desynced == i + 1;
}

/* One lock for all of a leg: whoever copies it under the lock sees the identity hold. */
static __always_inline void account_totals(struct scratch *scratch, __u32 container, __u8 leg)
{
	struct container_stats *stats = bpf_map_lookup_elem(&container_stats_map, &container);
	struct delta *delta = &scratch->delta;
	__u64 now = scratch->packet.now;

	if (!stats)
		return;
	bpf_spin_lock(&stats->lock);
	if (leg == LEG_UPSTREAM)
		leg_add(&stats->upstream, delta, now);
	else
		leg_add(&stats->downstream, delta, now);
	bpf_spin_unlock(&stats->lock);
}

static __always_inline void endpoint_add_bodies(struct endpoint_stats *row,
						const struct delta *delta)
{
	__u32 request = delta->request_bucket, response = delta->response_bucket;

	if (delta->request_bodies && request < SIZE_BUCKETS) {
		__sync_fetch_and_add(&row->request_body[request], 1);
		add_some(&row->request_body_sum, delta->request_body);
	}
	if (delta->response_bodies && response < SIZE_BUCKETS) {
		__sync_fetch_and_add(&row->response_body[response], 1);
		add_some(&row->response_body_sum, delta->response_body);
	}
}

static __always_inline void endpoint_add(struct endpoint_stats *row, const struct delta *delta,
					 __u64 now)
{
	add_some(&row->exchanges, delta->exchanges);
	add_some(&row->bytes_sent, delta->exchange_sent);
	add_some(&row->bytes_received, delta->exchange_received);
	row->last_activity = now;
	endpoint_add_bodies(row, delta);
	if (!delta->timed)
		return;
	__sync_fetch_and_add(&row->ttfb_sum, delta->ttfb);
	__sync_fetch_and_add(&row->latency_sum, delta->total);
	if (delta->bucket < LATENCY_BUCKETS)
		__sync_fetch_and_add(&row->latency[delta->bucket], 1);
}

/* endpoint_row has nothing but an order. */
static __always_inline int endpoint_create(struct scratch *scratch, void *map, void *key,
					   __u64 order)
{
	scratch->endpoint_row.order = order;
	return bpf_map_update_elem(map, key, &scratch->endpoint_row, BPF_NOEXIST) == 0;
}

static __always_inline struct endpoint_stats *endpoint_row(struct scratch *scratch, void *map,
							   void *key, __u64 order)
{
	struct endpoint_stats *row = bpf_map_lookup_elem(map, key);

	if (row)
		return row;
	endpoint_create(scratch, map, key, order);
	return bpf_map_lookup_elem(map, key);
}

static __always_inline __u64 fact_so_far(enum counter index)
{
	__u32 key = index;
	__u64 *value = bpf_map_lookup_elem(&counter_map, &key);

	return value ? *value : 0;
}

/* A new row: when few are left, who folds is woken, and again now and then. */
static __always_inline void endpoint_created(void)
{
	__u64 rows = fact_so_far(COUNTER_ENDPOINTS) - fact_so_far(COUNTER_ENDPOINTS_FOLDED);
	void *nothing;

	count_in(&counter_map, COUNTER_ENDPOINTS, 1);
	if (!config.fold_at || rows < config.fold_at || rows % FOLD_WAKE_ROWS)
		return;
	nothing = bpf_ringbuf_reserve(&fold_wake, 8, 0);
	if (nothing)
		bpf_ringbuf_discard(nothing, BPF_RB_FORCE_WAKEUP);
}

/* Taken before the row is there, so that nobody reads a row without; without room it is lost. */
static __always_inline __u64 endpoint_order(void)
{
	__u32 key = COUNTER_ENDPOINT_ORDERS;
	__u64 *orders = bpf_map_lookup_elem(&counter_map, &key);

	return orders ? __sync_fetch_and_add(orders, 1) + 1 : 0;
}

/*
 * Takes the mark from a row, which is not cold then. Behind the mark of a fold
 * is a grace period before it moves a row, so who took it may add to it.
 */
static __always_inline int endpoint_moves(struct endpoint_stats *row)
{
	return row->folding && __sync_val_compare_and_swap(&row->folding, FOLDING_MARKED,
							   FOLDING_NONE) == FOLDING_MOVES;
}

/* The named row, or null when there is no room for one. */
static __always_inline struct endpoint_stats *endpoint_named(struct scratch *scratch,
							     struct endpoint_key *key)
{
	struct endpoint_stats *row = bpf_map_lookup_elem(&endpoint_map, key);

	if (!row) {
		if (endpoint_create(scratch, &endpoint_map, key, endpoint_order()))
			endpoint_created();
		row = bpf_map_lookup_elem(&endpoint_map, key);
	}
	if (row && endpoint_moves(row)) /* and is gone in a moment */
		row = endpoint_row(scratch, &folded_map, key, row->order);
	if (!row)
		count_in(&loss_map, LOSS_ENDPOINT_FULL, 1);
	return row;
}

static __always_inline void account_endpoint(struct scratch *scratch)
{
	struct exchange *exchange = &scratch->exchange;
	struct endpoint_key *key = &scratch->endpoint;
	struct other_key *other = &scratch->other;
	struct endpoint_stats *row = 0;

	if (exchange->head.method != HTTP_METHOD_UNKNOWN) {
		key->container = exchange->container;
		key->leg = exchange->leg;
		key->method = exchange->head.method;
		key->status = exchange->status;
		words_copy(key->domain, exchange->head.domain, DOMAIN_SIZE);
		words_copy(key->path, exchange->head.path, PATH_SIZE);
		row = endpoint_named(scratch, key);
	}
	if (!row) {
		other->container = exchange->container;
		other->leg = exchange->leg;
		other->method = exchange->head.method;
		other->status = exchange->status;
		row = endpoint_row(scratch, &other_map, other, 0);
	}
	if (row)
		endpoint_add(row, &scratch->delta, scratch->packet.now);
	else
		count_in(&loss_map, LOSS_OTHER_FULL, 1);
}

static __always_inline void account_connection(struct scratch *scratch)
{
	if (scratch->exchange.flow.family == ADDRESS_FAMILY_IPV4)
		connection_account4(scratch);
	else
		connection_account6(scratch);
}

/* A function of its own: verified once. */
__noinline int account_in(__u32 use, __u32 container, __u32 leg)
{
	struct scratch *scratch = scratch_for(use);

	if (!scratch)
		return 0;
	if (scratch->delta.parts & ACCOUNT_TOTALS)
		account_totals(scratch, container, leg);
	FORGET();
	if (scratch->delta.parts & ACCOUNT_CONNECTION)
		account_connection(scratch);
	FORGET();
	if (!(scratch->delta.parts & ACCOUNT_ENDPOINT))
		return 0;
	scratch->delta.bucket = latency_bucket(scratch->delta.total);
	scratch->delta.request_bucket = size_bucket(scratch->delta.request_body);
	scratch->delta.response_bucket = size_bucket(scratch->delta.response_body);
	FORGET();
	account_endpoint(scratch);
	return 0;
}

/* Where an exchange counts that ended: without its names it is in no connection's row. */
static __always_inline __u32 account_end(int named)
{
	return ACCOUNT_TOTALS | ACCOUNT_ENDPOINT | (named ? ACCOUNT_CONNECTION : 0);
}

/* Adds scratch->delta, in the rows of scratch->exchange. */
static __always_inline void account(struct scratch *scratch, __u32 container, __u32 leg,
				    __u32 parts)
{
	scratch->delta.parts = parts;
	account_in(scratch->use, container, leg);
}

#endif
