/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Requests whose response will not come, and those that we could not follow: two numbers. */
#ifndef KONG_MONITOR_UNANSWERED_H
#define KONG_MONITOR_UNANSWERED_H

/* How requests in flight end without a response. */
struct verdict {
	__u32 unanswered; /* enum unanswered_reason + 1 */
	__u32 desynced; /* enum desync_reason + 1; both 0: they were never proven */
	__u64 accounted; /* 1: what came of the request is in endpoint_map already */
	__u64 bytes_received; /* of a response that did not get far enough to be one */
};

/* scratch->exchange went without an answer. */
static __always_inline void unanswered_account(struct scratch *scratch,
					       const struct verdict *verdict, int named)
{
	struct exchange *exchange = &scratch->exchange;
	struct delta *delta = delta_start(scratch);
	struct event_detail *event;

	delta->in_flight = -1;
	delta->unanswered = verdict->unanswered;
	delta->desynced = verdict->desynced;
	delta->errors = verdict->unanswered != 0;
	delta->exchanges = 1;
	delta->timed = named && verdict->unanswered;
	delta->total = delta->timed ? scratch->packet.now - exchange->started : 0;
	delta->exchange_sent = verdict->accounted ? 0 : exchange->request_bytes;
	delta->exchange_received = verdict->bytes_received;
	delta_body(scratch);
	exchange->status = exchange_verdict(verdict->unanswered);
	account(scratch, exchange->container, exchange->leg, account_end(named));
	if (!named)
		return;
	event = report_end(scratch, 0);
	if (!verdict->unanswered)
		event->type = EVENT_TYPE_DESYNCED;
	event->reason = (verdict->unanswered ? verdict->unanswered : verdict->desynced) - 1;
	event->total = scratch->packet.now - exchange->started;
	event_write(scratch);
}

struct drain {
	struct flow *flow;
	__u32 unanswered;
	__u32 desynced;
};

/* A request that still has bytes to come keeps its row, which has what is accounted. */
static __always_inline void drain_keep(struct exchange *exchange, const struct drain *drain,
				       __u32 state)
{
	if (exchange->request_complete || state == EXCHANGE_STATE_PROVISIONAL) {
		inflight_free(exchange);
		return;
	}
	if (state != EXCHANGE_STATE_IN_FLIGHT) /* it timed out: the rest follows what it has */
		return;
	exchange->accounted_bytes = exchange->request_bytes;
	exchange->request_reported = 1;
	exchange->status = exchange_verdict(drain->unanswered);
}

/* Ends the oldest request in flight. */
static __always_inline long drain_step(__u32 index, struct drain *drain)
{
	struct verdict verdict = { .unanswered = drain->unanswered, .desynced = drain->desynced };
	struct scratch *scratch = scratch_get();
	struct flow *flow = drain->flow;
	struct exchange *exchange;
	__u32 state;

	if (!scratch || flow->head == flow->tail)
		return 1;
	exchange = exchange_find(scratch, flow, flow->head++);
	if (!(flow->flags & FLOW_TUNNEL)) {
		verdict.bytes_received = flow->server.http.message_bytes;
		flow->server.http.message_bytes = 0;
		flow->server.credited = 0;
	}
	if (!exchange) { /* without its row: it counted, or it would have no place here */
		if (!verdict.unanswered && !verdict.desynced)
			verdict.desynced = DESYNC_REASON_INVALID + 1;
		exchange_load(scratch, flow, 0);
		unanswered_account(scratch, &verdict, 0);
		return 0;
	}
	request_so_far(flow, exchange);
	state = __sync_val_compare_and_swap(&exchange->state, EXCHANGE_STATE_IN_FLIGHT,
					    EXCHANGE_STATE_ENDED);
	exchange_load(scratch, flow, exchange);
	if (state == EXCHANGE_STATE_IN_FLIGHT && exchange->request_complete && verdict.unanswered)
		exchange_body(scratch, exchange);
	if (state == EXCHANGE_STATE_IN_FLIGHT)
		exchange_list(scratch, exchange);
	if (state == EXCHANGE_STATE_TIMED_OUT && exchange->request_complete)
		request_over(scratch, flow, exchange, 0); /* the sweep may not have come to it */
	drain_keep(exchange, drain, state);
	if (state == EXCHANGE_STATE_IN_FLIGHT)
		unanswered_account(scratch, &verdict, 1);
	if (state != EXCHANGE_STATE_PROVISIONAL)
		return 0;
	count_fact(COUNTER_UNPROVEN);
	if (!scratch->exchange.request_complete) /* the rest of what was no request */
		flow->client.http.state = HTTP1_LOST;
	return 0;
}

/* Ends everything in flight on a connection. */
__noinline int exchange_drain(struct flow *flow, __u32 unanswered, __u32 desynced)
{
	struct drain drain = { .flow = flow, .unanswered = unanswered, .desynced = desynced };

	if (flow)
		bpf_loop(DRAIN_LIMIT, drain_step, &drain, 0);
	return 0;
}

#endif
