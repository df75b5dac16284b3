/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Requests whose response will not come, and those that we could not follow: two numbers. */
#ifndef KONG_MONITOR_UNANSWERED_H
#define KONG_MONITOR_UNANSWERED_H

/* How requests in flight end without a response. */
struct verdict {
	__u32 unanswered; /* enum unanswered_reason + 1 */
	__u32 desynced; /* enum desync_reason + 1; both 0: they were never proven */
};

/* scratch->exchange went without an answer. */
static __always_inline void unanswered_account(struct scratch *scratch,
					       const struct verdict *verdict, int named)
{
	struct exchange *exchange = &scratch->exchange;
	struct delta *delta = delta_start(scratch, named);
	struct event_detail *event;

	delta->in_flight = -1;
	delta->unanswered = verdict->unanswered;
	delta->desynced = verdict->desynced;
	delta->errors = verdict->unanswered != 0;
	account(scratch, exchange->container, exchange->leg);
	delta->exchanges = 1;
	delta->bytes_sent = exchange->request_bytes;
	exchange->status =
		verdict->unanswered ? EXCHANGE_STATUS_UNANSWERED : EXCHANGE_STATUS_DESYNCED;
	account_exchange(scratch);
	if (!named || !verdict->unanswered)
		return;
	event = report_end(scratch, EXCHANGE_STATUS_UNANSWERED);
	event->unanswered_reason = verdict->unanswered - 1;
	event->total = scratch->packet.now - exchange->started;
	event_write(scratch);
}

struct drain {
	struct flow *flow;
	struct verdict verdict;
};

/* Ends the oldest request in flight. */
static __always_inline long drain_step(__u32 index, struct drain *drain)
{
	struct scratch *scratch = scratch_get();
	struct flow *flow = drain->flow;
	struct exchange *exchange;
	__u32 head = flow->head, state;

	if (!scratch || head == flow->tail)
		return 1;
	if (__sync_val_compare_and_swap(&flow->head, head, head + 1) != head)
		return 0;
	exchange = exchange_find(scratch, flow, head);
	exchange_load(scratch, flow, exchange);
	if (!exchange) {
		unanswered_account(scratch, &drain->verdict, 0);
		return 0;
	}
	state = __sync_val_compare_and_swap(&exchange->state, EXCHANGE_STATE_IN_FLIGHT,
					    EXCHANGE_STATE_ENDED);
	if (!exchange->request_complete)
		scratch->exchange.request_bytes = flow->client.http.message_bytes;
	if (!exchange_delete(scratch))
		return 0;
	if (state == EXCHANGE_STATE_IN_FLIGHT)
		unanswered_account(scratch, &drain->verdict, 1);
	else if (state == EXCHANGE_STATE_PROVISIONAL)
		count_fact(COUNTER_UNPROVEN);
	return 0;
}

/* Ends everything in flight on a connection. */
__noinline int exchange_drain(struct flow *flow, __u32 unanswered, __u32 desynced)
{
	struct drain drain = {
		.flow = flow,
		.verdict = { .unanswered = unanswered, .desynced = desynced },
	};

	if (flow)
		bpf_loop(DRAIN_LIMIT, drain_step, &drain, 0);
	return 0;
}

#endif
