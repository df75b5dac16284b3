/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Room in endpoint_map for new paths: its coldest rows move into folded_map,
 * under the name of their series, or into other_map. User space says which: a
 * run of fold_mark marks rows and lists them; when no program that saw them
 * unmarked runs any more, runs of fold_move move those that nobody unmarked. A
 * run is never cut short by its caller's death, so each sum stands in one map at
 * any moment.
 */
#ifndef KONG_MONITOR_FOLD_H
#define KONG_MONITOR_FOLD_H

/* A test run's packet has a page, less NET_SKB_PAD and, of 45 fragments, skb_shared_info. */
_Static_assert(FOLD_STEPS * sizeof(struct fold_step) <= 4096 - 128 - 896, "no packet is so long");

struct fold_run {
	__u64 before;
	__u32 rows;
	__u32 _pad;
};

/* Rows that a fold before this one marked, and did not come to, are listed with the others. */
static long fold_mark_row(void *map, const struct endpoint_key *key, struct endpoint_stats *row,
			  struct fold_run *run)
{
	struct endpoint_key *listed;

	if (!row->folding && row->last_activity > run->before)
		return 0;
	listed = bpf_map_lookup_elem(&fold_list, &run->rows);
	if (!listed)
		return 1;
	row->folding = FOLDING_MARKED;
	__builtin_memcpy(listed, key, sizeof(*listed));
	run->rows++;
	return 0;
}

static __always_inline void fold_mark_all(void)
{
	__u32 zero = 0;
	__u32 given = COUNTER_ENDPOINT_ORDERS;
	struct fold *fold = bpf_map_lookup_elem(&fold_map, &zero);
	__u64 *orders = bpf_map_lookup_elem(&counter_map, &given);
	struct fold_run run = {};

	if (!fold || !orders)
		return;
	run.before = fold->before;
	bpf_for_each_map_elem(&endpoint_map, fold_mark_row, &run, 0);
	fold->rows = run.rows;
	fold->newest = __sync_fetch_and_add(orders, 0); /* not before the rows were seen */
}

static __always_inline void fold_add_bodies(struct endpoint_stats *to,
					    const struct endpoint_stats *from)
{
	add_some(&to->request_body_sum, from->request_body_sum);
	add_some(&to->response_body_sum, from->response_body_sum);
#pragma unroll
	for (int i = 0; i < SIZE_BUCKETS; i++) {
		add_some(&to->request_body[i], from->request_body[i]);
		add_some(&to->response_body[i], from->response_body[i]);
	}
}

static __always_inline void fold_add(struct endpoint_stats *to, const struct endpoint_stats *from)
{
	add_some(&to->exchanges, from->exchanges);
	add_some(&to->bytes_sent, from->bytes_sent);
	add_some(&to->bytes_received, from->bytes_received);
	add_some(&to->ttfb_sum, from->ttfb_sum);
	add_some(&to->latency_sum, from->latency_sum);
	if (to->last_activity < from->last_activity)
		to->last_activity = from->last_activity;
	if (to->order > from->order)
		to->order = from->order;
#pragma unroll
	for (int i = 0; i < LATENCY_BUCKETS; i++)
		add_some(&to->latency[i], from->latency[i]);
	fold_add_bodies(to, from);
}

/* The row that gets what a row has, or null where there is no room for it. */
static __always_inline struct endpoint_stats *fold_target(struct scratch *scratch, __u64 order)
{
	struct fold_step *step = &scratch->fold;
	struct other_key *other = &scratch->other;

	if (!step->to_other)
		return endpoint_row(scratch, &folded_map, &step->to, order);
	other->container = step->from.container;
	other->leg = step->from.leg;
	other->method = step->from.method;
	other->status = step->from.status;
	return endpoint_row(scratch, &other_map, other, 0);
}

static __always_inline void fold_move_row(struct scratch *scratch)
{
	struct endpoint_key *key = &scratch->fold.from;
	struct endpoint_stats *from = bpf_map_lookup_elem(&endpoint_map, key);
	struct endpoint_stats *to;

	if (!from || __sync_val_compare_and_swap(&from->folding, FOLDING_MARKED, FOLDING_MOVES) !=
			     FOLDING_MARKED)
		return;
	to = fold_target(scratch, from->order);
	if (!to) { /* the row stays, and counts again */
		from->folding = FOLDING_NONE;
		return;
	}
	fold_add(to, from);
	bpf_map_delete_elem(&endpoint_map, key);
	count_fact(COUNTER_ENDPOINTS_FOLDED);
}

struct fold_steps {
	struct __sk_buff *context;
	struct scratch *scratch;
};

/* There is nothing to load behind the last one. */
static long fold_move_step(__u32 index, struct fold_steps *steps)
{
	struct fold_step *step = &steps->scratch->fold;

	if (bpf_skb_load_bytes(steps->context, index * sizeof(*step), step, sizeof(*step)))
		return 1;
	fold_move_row(steps->scratch);
	return 0;
}

static __always_inline void fold_move_all(struct __sk_buff *context, struct scratch *scratch)
{
	struct fold_steps steps = { context, scratch };

	bpf_loop(FOLD_STEPS, fold_move_step, &steps, 0);
}

#endif
