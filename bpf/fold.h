/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Room in endpoint_map for new paths: its coldest rows move into other_map.
 * User space says which, in two runs: the first marks rows, and from then on
 * nothing new is added to them; the second, when no program that saw them
 * unmarked runs any more, moves what they have. A run is never cut short by
 * its caller's death, so each sum stands in one of the two maps.
 */
#ifndef KONG_MONITOR_FOLD_H
#define KONG_MONITOR_FOLD_H

struct fold_run {
	struct scratch *scratch;
	__u64 before;
	__u32 rows;
	__u32 _pad;
};

static long fold_mark(void *map, const struct endpoint_key *key, struct endpoint_stats *row,
		      struct fold_run *run)
{
	if (row->folding || row->last_activity > run->before)
		return 0;
	row->folding = 1;
	run->rows++;
	return 0;
}

static __always_inline void fold_add(struct endpoint_stats *to, const struct endpoint_stats *from)
{
	__sync_fetch_and_add(&to->exchanges, from->exchanges);
	__sync_fetch_and_add(&to->bytes_sent, from->bytes_sent);
	__sync_fetch_and_add(&to->bytes_received, from->bytes_received);
	__sync_fetch_and_add(&to->ttfb_sum, from->ttfb_sum);
	__sync_fetch_and_add(&to->latency_sum, from->latency_sum);
	__sync_fetch_and_add(&to->request_body_sum, from->request_body_sum);
	__sync_fetch_and_add(&to->response_body_sum, from->response_body_sum);
	if (to->last_activity < from->last_activity)
		to->last_activity = from->last_activity;
#pragma unroll
	for (int i = 0; i < LATENCY_BUCKETS; i++)
		__sync_fetch_and_add(&to->latency[i], from->latency[i]);
#pragma unroll
	for (int i = 0; i < SIZE_BUCKETS; i++) {
		__sync_fetch_and_add(&to->request_body[i], from->request_body[i]);
		__sync_fetch_and_add(&to->response_body[i], from->response_body[i]);
	}
}

static long fold_move(void *map, const struct endpoint_key *key, struct endpoint_stats *row,
		      struct fold_run *run)
{
	struct scratch *scratch = run->scratch;
	struct other_key *other = &scratch->other;
	struct endpoint_stats *to;

	if (!row->folding)
		return 0;
	other->container = key->container;
	other->leg = key->leg;
	other->method = key->method;
	other->status = key->status;
	to = endpoint_row(scratch, &other_map, other);
	if (!to) { /* no room there: the row stays, and counts again */
		row->folding = 0;
		return 0;
	}
	fold_add(to, row);
	scratch->endpoint = *key;
	bpf_map_delete_elem(map, &scratch->endpoint);
	count_fact(COUNTER_ENDPOINTS_FOLDED);
	run->rows++;
	return 0;
}

static __always_inline void fold_all(struct scratch *scratch)
{
	__u32 zero = 0;
	struct fold *fold = bpf_map_lookup_elem(&fold_map, &zero);
	struct fold_run run = { .scratch = scratch };

	if (!fold)
		return;
	run.before = fold->before;
	if (run.before)
		bpf_for_each_map_elem(&endpoint_map, fold_mark, &run, 0);
	else
		bpf_for_each_map_elem(&endpoint_map, fold_move, &run, 0);
	fold->rows = run.rows;
}

#endif
