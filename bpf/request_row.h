/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* The row of a request whose header section is being read, which may take several segments. */
#ifndef KONG_MONITOR_REQUEST_ROW_H
#define KONG_MONITOR_REQUEST_ROW_H

/* What the row has but for its key, its state and when it was last heard of. */
static __always_inline void request_fill(const struct scratch *scratch, const struct flow *flow,
					 struct exchange *exchange)
{
	const struct stream *stream = &flow->client;

	words_copy(&exchange->head, &scratch->head, sizeof(exchange->head));
	exchange->flow = scratch->packet.key;
	exchange->started = stream->started;
	exchange->request_bytes = stream->http.message_bytes;
	exchange->request_body_bytes = 0;
	exchange->accounted_bytes = 0;
	exchange->order = 0;
	exchange->listed = 0;
	exchange->container = flow->container;
	exchange->body_counted = 0;
	exchange->status = 0;
	exchange->leg = flow->leg;
	exchange->client_is_high = flow->client_is_high;
	exchange->request_complete = 0;
	exchange->request_reported = 0;
}

/* The row of the next request: the one that waits since its header section began, or a new one. */
static __always_inline struct exchange *request_row(struct scratch *scratch,
						    const struct flow *flow)
{
	if (flow->flags & FLOW_SAVED)
		return exchange_find(scratch, flow, flow->tail);
	exchange_key(scratch, flow, flow->tail);
	return inflight_take(flow->id, flow->tail);
}

/*
 * A header section goes on in the next segment: its strings wait under the
 * index it will have. Without room for them request_resume() finds none.
 */
__noinline int request_save(struct flow *flow)
{
	struct scratch *scratch = scratch_get();
	struct exchange *row;

	if (!scratch || !flow)
		return 0;
	row = request_row(scratch, flow);
	if (!row)
		return 0;
	request_fill(scratch, flow, row);
	FORGET(); /* the sweep finds the flow of a row that has a time */
	row->progress = 1;
	flow->flags |= FLOW_SAVED;
	return 0;
}

/* The row that waits for the rest of a header section. */
static __always_inline struct exchange *request_saved(struct scratch *scratch,
						      const struct flow *flow)
{
	return flow->flags & FLOW_SAVED ? exchange_find(scratch, flow, flow->tail) : 0;
}

/* The header section that was being read becomes no request. */
__noinline int request_forget(struct flow *flow)
{
	struct scratch *scratch = scratch_get();
	struct exchange *row;

	if (!scratch || !flow)
		return 0;
	row = request_saved(scratch, flow);
	flow->flags &= ~FLOW_SAVED;
	if (row)
		inflight_free(row);
	return 0;
}

/* Without its row the names are lost, and with them the method: such a request counts without them.
 */
__noinline int request_resume(struct flow *flow)
{
	struct scratch *scratch = scratch_get();
	struct exchange *row;

	if (!scratch || !flow)
		return 0;
	row = request_saved(scratch, flow);
	if (row) {
		words_copy(&scratch->head, &row->head, sizeof(scratch->head));
		return 0;
	}
	words_clear(&scratch->head, sizeof(scratch->head));
	scratch->head.method = HTTP_METHOD_UNKNOWN;
	return 0;
}

#endif
