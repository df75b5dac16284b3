/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Once a second user space runs this over inflight_map: requests that wait too
 * long are timed out, and those whose flow was forgotten are given up. The
 * kernel does it itself so that every count has one writer.
 */
#ifndef KONG_MONITOR_SWEEP_H
#define KONG_MONITOR_SWEEP_H

static const __u64 SWEEP_AGE =
	2000000000; /* younger ones may still be on their way into the maps */

/* Read before what the caller reads next: a state is written last. */
static __always_inline __u32 load_before(const __u32 *value)
{
	__u32 loaded = *(const volatile __u32 *)value;

	FORGET();
	return loaded;
}

struct sweep {
	struct scratch *scratch;
	__u64 now;
};

/*
 * The row as it is now; its end may have accounted for all of its bytes. That
 * it goes meanwhile takes two packets within these few instructions.
 */
static __always_inline void sweep_settle(struct scratch *scratch, struct exchange *exchange,
					 struct verdict *verdict)
{
	struct exchange *copy = &scratch->exchange;

	copy->request_bytes = exchange->request_bytes;
	copy->request_body_bytes = exchange->request_body_bytes;
	copy->request_complete = exchange->request_complete;
	verdict->accounted = __sync_val_compare_and_swap(&exchange->accounted_bytes, 0,
							 copy->request_bytes) != 0;
	if (copy->request_complete && verdict->unanswered)
		exchange_body(scratch, exchange);
	exchange_list(scratch, exchange);
	exchange->request_reported = 1;
}

/*
 * Copied first: behind the swap its owner may free the row, and another request
 * take it. One that took it before the swap gets its state back.
 */
static __always_inline void sweep_end(struct scratch *scratch, const struct inflight_key *key,
				      struct exchange *exchange, __u32 to, struct verdict *verdict)
{
	struct exchange *copy = &scratch->exchange;

	exchange_load(scratch, 0, exchange);
	if (copy->end.flow_id != key->flow_id || copy->end.index != key->index ||
	    __sync_val_compare_and_swap(&exchange->state, EXCHANGE_STATE_IN_FLIGHT, to) !=
		    EXCHANGE_STATE_IN_FLIGHT)
		return;
	scratch->exchange_key = *key;
	if (inflight_is(exchange, key->flow_id, key->index))
		sweep_settle(scratch, exchange, verdict);
	else if (__sync_val_compare_and_swap(&exchange->state, to, EXCHANGE_STATE_IN_FLIGHT) == to)
		return;
	else /* who freed it saw its end, and accounted for what had come */
		verdict->accounted = !copy->request_complete;
	unanswered_account(scratch, verdict, 1);
}

/* The flow is gone: of a request whose exchange ended before it no end will come. */
static __always_inline void sweep_drop(struct scratch *scratch, const struct inflight_key *key,
				       struct exchange *exchange)
{
	int timed_out = exchange->state == EXCHANGE_STATE_TIMED_OUT;
	int ended = exchange->state == EXCHANGE_STATE_ENDED && exchange->status;

	if (__sync_val_compare_and_swap(&exchange->key.flow_id, key->flow_id, ~0ULL) !=
	    key->flow_id)
		return; /* its owner was faster, and the row may be another's */
	if (!exchange->request_complete && (timed_out || ended))
		request_over(scratch, 0, exchange, 0);
	inflight_free(exchange);
}

/* Has the response to this request begun? */
static __always_inline int sweep_answering(const struct flow *flow, __u32 index)
{
	return flow->head == index && flow->server.http.state != HTTP1_START;
}

static long sweep_exchange(void *map, const __u32 *place, struct exchange *exchange,
			   struct sweep *sweep)
{
	struct scratch *scratch = sweep->scratch;
	struct inflight_key key = exchange->key;
	__u32 state = load_before(&exchange->state);
	__u64 progress = exchange->progress, age = sweep->now - progress;
	struct verdict verdict = {};
	struct flow *flow;
	int followed;

	if (!key.flow_id || !progress || sweep->now < progress || age < SWEEP_AGE)
		return 0;
	scratch->flow_key = exchange->flow;
	flow = bpf_map_lookup_elem(&flow_map, &scratch->flow_key);
	followed = flow && flow->id == key.flow_id &&
		   (exchange->state == EXCHANGE_STATE_ENDED ||
		    (__s32)(key.index - flow->head) >= -1); /* -1: it ends right now */
	if (followed && state == EXCHANGE_STATE_IN_FLIGHT && age >= config.timeout &&
	    !sweep_answering(flow, key.index)) {
		verdict.unanswered = UNANSWERED_REASON_TIMEOUT + 1;
		sweep_end(scratch, &key, exchange, EXCHANGE_STATE_TIMED_OUT, &verdict);
	}
	if (followed)
		return 0;
	verdict.desynced = DESYNC_REASON_FLOW_EVICTED + 1;
	sweep_end(scratch, &key, exchange, EXCHANGE_STATE_ENDED, &verdict);
	sweep_drop(scratch, &key, exchange);
	return 0;
}

/* What is held of flows that are gone. */
static long sweep_held(void *map, const struct hold_key *key, struct hold_list *list,
		       struct sweep *sweep)
{
	struct scratch *scratch = sweep->scratch;
	struct flow *flow;

	scratch->flow_key = list->flow;
	flow = bpf_map_lookup_elem(&flow_map, &scratch->flow_key);
	if (flow && flow->id == key->flow_id)
		return 0;
	scratch->flow_row.id = key->flow_id;
	hold_forget(&scratch->flow_row, key->server, SCRATCH_SWEEP);
	return 0;
}

static long forget_flow(void *map, const struct flow_key *key, struct flow *flow,
			struct sweep *sweep)
{
	struct scratch *scratch = sweep->scratch;

	scratch->flow_key = *key;
	bpf_map_delete_elem(map, &scratch->flow_key);
	return 0;
}

/* A connection that is closed stays so. */
static long forget_handshake(void *map, const struct flow_key *key, struct handshake *handshake,
			     struct sweep *sweep)
{
	struct scratch *scratch = sweep->scratch;

	if (handshake->state == HANDSHAKE_CLOSED)
		return 0;
	scratch->flow_key = *key;
	bpf_map_delete_elem(map, &scratch->flow_key);
	return 0;
}

/*
 * Programs that took over look at less than those before, or packets passed
 * while there were none: connections are met anew, and the sweep gives up what
 * was in flight on them, as if newer ones had pushed them out.
 */
static __always_inline void forget_all(struct scratch *scratch)
{
	struct sweep sweep = { .scratch = scratch };

	/* first, since they make flows */
	bpf_for_each_map_elem(&handshake_map, forget_handshake, &sweep, 0);
	bpf_for_each_map_elem(&flow_map, forget_flow, &sweep, 0);
}

static __always_inline void sweep_all(struct scratch *scratch)
{
	struct sweep sweep = { .scratch = scratch, .now = clock_now() };

	scratch->use = SCRATCH_SWEEP;
	scratch->events = events_on();
	scratch->packet.now = sweep.now;
	bpf_for_each_map_elem(&inflight_map, sweep_exchange, &sweep, 0);
	bpf_for_each_map_elem(&hold_map, sweep_held, &sweep, 0);
}

#endif
