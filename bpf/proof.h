/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Flows joined in the middle: what looks like a request counts once a response proves it. */
#ifndef KONG_MONITOR_PROOF_H
#define KONG_MONITOR_PROOF_H

/* A provisional request becomes one that counts. */
static __always_inline long proof_step(__u32 index, struct flow **context)
{
	struct flow *flow = *context;
	struct scratch *scratch = scratch_get();
	struct exchange *exchange;
	struct delta *delta;

	if (!scratch || flow->head + index == flow->tail)
		return 1;
	exchange = exchange_find(scratch, flow, flow->head + index);
	if (!exchange ||
	    __sync_val_compare_and_swap(&exchange->state, EXCHANGE_STATE_PROVISIONAL,
					EXCHANGE_STATE_IN_FLIGHT) != EXCHANGE_STATE_PROVISIONAL)
		return 0;
	exchange->container = flow->container;
	request_so_far(flow, exchange);
	delta = delta_start(scratch);
	delta->requests = 1;
	delta->in_flight = 1;
	delta->bytes_sent = exchange->request_bytes;
	if (!exchange->request_complete) /* its end credits what comes behind these */
		flow->client.credited = exchange->request_bytes;
	account(scratch, flow->container, flow->leg, ACCOUNT_TOTALS);
	return 0;
}

/* Does the oldest request wait for its proof? Then all behind it do. */
static __always_inline int flow_unproven(struct scratch *scratch, const struct flow *flow)
{
	struct exchange *exchange;

	if (flow->head == flow->tail)
		return 0;
	exchange = exchange_find(scratch, flow, flow->head);
	return exchange && exchange->state == EXCHANGE_STATE_PROVISIONAL;
}

/* Every provisional request of the flow counts. */
__noinline int flow_prove(struct flow *flow)
{
	if (!flow)
		return 0;
	flow->flags |= FLOW_TRUSTED | FLOW_OWNED;
	bpf_loop(DRAIN_LIMIT, proof_step, &flow, 0);
	return 0;
}

/*
 * On a flow joined in the middle what looked like a request may have been part
 * of a body. It was one if the response acknowledges just its end. Returns 1
 * when it was none.
 */
static __always_inline int response_disproves(struct scratch *scratch, struct flow *flow)
{
	if (flow->flags & FLOW_TRUSTED)
		return 0;
	if (!flow_unproven(scratch, flow)) /* a request may be in the middle of its head */
		return flow->head == flow->tail && http1_in_head(flow->client.http.state);
	if (flow->tail - flow->head != 1 || flow->client.http.state != HTTP1_START ||
	    scratch->packet.acknowledged != flow->request_end)
		return 1;
	flow_prove(flow);
	return 0;
}

/* What the client sent so far proves nothing: its next message is looked for. */
static __always_inline void flow_distrust(struct scratch *scratch, struct flow *flow)
{
	if (flow->flags & (FLOW_TRUSTED | FLOW_MALFORMED))
		return;
	request_lost(flow); /* one that was answered before its end */
	if (flow_unproven(scratch, flow))
		exchange_drain(flow, 0, 0);
	request_forget(flow); /* a head that was being read */
	flow->client.http.state = HTTP1_LOST;
}

#endif
