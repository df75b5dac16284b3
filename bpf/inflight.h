/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Rows of inflight_map. It is an array, since a row of a hash map costs three
 * times as much to insert, find and delete: a request may stand in any of
 * EXCHANGE_PLACES places, which its flow and index tell. The first is one of a
 * few near ones that all flows share, which the caches have; those behind it
 * are anywhere. Only the flow's owner takes, finds and frees its rows; those of
 * flows that are gone the sweep frees.
 */
#ifndef KONG_MONITOR_INFLIGHT_H
#define KONG_MONITOR_INFLIGHT_H

enum {
	EXCHANGE_PLACES = 21, /* with half of all rows taken one request in a million finds none */
	EXCHANGES_NEAR = 128,
	EXCHANGES_NEAR_CPU = 53, /* odd: CPUs begin far apart */
};

/* Odd multipliers, from the golden ratio and from SplitMix64: neighbours are far apart. */
static __always_inline __u64 inflight_hash(__u64 flow_id, __u32 index)
{
	__u64 mixed = flow_id * 0x9e3779b97f4a7c15ULL + index * 0xbf58476d1ce4e5b9ULL;

	return mixed ^ mixed >> 29;
}

/* A CPU numbers its flows one after the other, so as many in a row have a near place each. */
static __always_inline __u32 inflight_near(__u64 flow_id)
{
	__u64 mixed = flow_id + (flow_id >> FLOW_ID_CPU_SHIFT) * EXCHANGES_NEAR_CPU;

	return mixed & (EXCHANGES_NEAR - 1);
}

/* An odd step comes to every place. */
static __always_inline __u32 inflight_far(__u64 flow_id, __u32 index, __u32 round)
{
	__u64 hash = inflight_hash(flow_id, index);

	return (__u32)hash + round * (__u32)(hash >> 32 | 1);
}

/* The row of the search's round. */
static __always_inline struct exchange *inflight_row(__u64 flow_id, __u32 index, __u32 round)
{
	__u32 place = round ? inflight_far(flow_id, index, round) : inflight_near(flow_id);

	place &= config.exchange_mask;
	return bpf_map_lookup_elem(&inflight_map, &place);
}

static __always_inline int inflight_is(const struct exchange *row, __u64 flow_id, __u32 index)
{
	return row && row->key.flow_id == flow_id && row->key.index == index;
}

static __always_inline int inflight_claim(struct exchange *row, __u64 flow_id)
{
	return row && !row->key.flow_id &&
	       !__sync_val_compare_and_swap(&row->key.flow_id, 0, flow_id);
}

/* The round in which the request's row is found, or -1. Verified once. */
__noinline int inflight_search(__u64 flow_id, __u32 index)
{
#pragma clang loop unroll(disable)
	for (int round = 0; round < EXCHANGE_PLACES; round++)
		if (inflight_is(inflight_row(flow_id, index, round), flow_id, index))
			return round;
	return -1;
}

/* The round in which a free row becomes the request's, or -1. */
__noinline int inflight_search_free(__u64 flow_id, __u32 index)
{
#pragma clang loop unroll(disable)
	for (int round = 0; round < EXCHANGE_PLACES; round++)
		if (inflight_claim(inflight_row(flow_id, index, round), flow_id))
			return round;
	return -1;
}

static __always_inline struct exchange *inflight_find(__u64 flow_id, __u32 index)
{
	int round = inflight_search(flow_id, index);

	return round < 0 ? 0 : inflight_row(flow_id, index, round);
}

/* The same where it counts: without a call in the near place, which it has as a rule. */
static __always_inline struct exchange *inflight_find_fast(__u64 flow_id, __u32 index)
{
	struct exchange *row = inflight_row(flow_id, index, 0);

	return inflight_is(row, flow_id, index) ? row : inflight_find(flow_id, index);
}

static __always_inline struct exchange *inflight_find_free(__u64 flow_id, __u32 index)
{
	struct exchange *row = inflight_row(flow_id, index, 0);
	int round;

	if (inflight_claim(row, flow_id))
		return row;
	round = inflight_search_free(flow_id, index);
	return round < 0 ? 0 : inflight_row(flow_id, index, round);
}

/* A row for this request, which has none yet; null when there is no room. Its state counts nowhere.
 */
static __always_inline struct exchange *inflight_take(__u64 flow_id, __u32 index)
{
	struct exchange *row = inflight_find_free(flow_id, index);

	if (!row)
		return 0;
	row->end.flow_id = flow_id;
	row->end.index = index;
	FORGET(); /* a copy in which the last key is another's is noticed, so it comes first */
	row->key.index = index;
	return row;
}

/*
 * Nothing more comes of it. The sweep takes no row for old that is free, or
 * about to be filled: one that was never used has no time, one that was used this.
 */
static __always_inline void inflight_free(struct exchange *row)
{
	row->state = EXCHANGE_STATE_PARSING;
	row->progress = ~0ULL;
	FORGET();
	row->key.flow_id = 0;
}

#endif
