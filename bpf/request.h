/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* A request: its header section, its end. Run by the owner of the client's stream. */
#ifndef KONG_MONITOR_REQUEST_H
#define KONG_MONITOR_REQUEST_H

static __always_inline void request_fill(struct scratch *scratch, const struct flow *flow)
{
	const struct stream *stream = &flow->client;
	struct exchange *exchange = &scratch->exchange;

	__builtin_memset(exchange, 0, sizeof(*exchange));
	__builtin_memcpy(&exchange->head, &scratch->head, sizeof(exchange->head));
	exchange->flow = scratch->packet.key;
	exchange->started = stream->started;
	exchange->request_bytes = stream->http.message_bytes;
	exchange->container = flow->container;
	exchange->leg = flow->leg;
	exchange->client_is_high = flow->client_is_high;
}

/* A header section goes on in the next segment: its strings wait under the index it will have. */
static __always_inline void request_save(struct scratch *scratch, const struct flow *flow)
{
	request_fill(scratch, flow);
	scratch->exchange.state = EXCHANGE_STATE_PARSING;
	exchange_key(scratch, flow, flow->tail);
	bpf_map_update_elem(&inflight_map, &scratch->exchange_key, &scratch->exchange, BPF_ANY);
}

static __always_inline void request_resume(struct scratch *scratch, const struct flow *flow)
{
	struct exchange *exchange = exchange_find(scratch, flow, flow->tail);

	if (exchange)
		__builtin_memcpy(&scratch->head, &exchange->head, sizeof(scratch->head));
	else
		__builtin_memset(&scratch->head, 0, sizeof(scratch->head));
}

/* What is new of the request's bytes goes to the totals and its connection's row. */
static __always_inline void request_count(struct scratch *scratch, struct flow *flow, int requests)
{
	struct delta *delta = delta_start(scratch, 1);

	delta->requests = requests;
	delta->in_flight = requests;
	delta->bytes_sent = stream_credit(&flow->client);
	account(scratch, flow->container, flow->leg);
}

/* The header section of a request is complete: the request counts. */
static __always_inline void request_head(struct scratch *scratch, struct flow *flow)
{
	struct exchange *exchange = &scratch->exchange;
	int trusted = flow->flags & FLOW_TRUSTED;
	int complete;

	request_fill(scratch, flow);
	if (flow->client.http.flags & HTTP1_SIMPLE)
		__sync_fetch_and_or(&flow->flags, FLOW_SIMPLE);
	complete = http1_body(&flow->client.http, flow->client.http.flags & HTTP1_SIMPLE) != 0;
	exchange->request_complete = complete;
	exchange->request_reported = complete && trusted;
	exchange->state = trusted ? EXCHANGE_STATE_IN_FLIGHT : EXCHANGE_STATE_PROVISIONAL;
	exchange_key(scratch, flow, flow->tail);
	if (bpf_map_update_elem(&inflight_map, &scratch->exchange_key, exchange, BPF_ANY)) {
		count_loss(LOSS_INFLIGHT_FULL);
		if (!trusted)
			return;
	}
	if (complete)
		flow->request_end = scratch->at_sequence;
	if (trusted)
		request_count(scratch, flow, 1);
	__sync_fetch_and_add(&flow->tail, 1);
	if (complete && trusted)
		report_request(scratch);
}

/* The response came before the request's end: the rest of its bytes follows it. */
static __always_inline void request_trailing(struct scratch *scratch, struct flow *flow)
{
	struct exchange *exchange = &scratch->exchange;
	__u64 bytes = flow->client.http.message_bytes - exchange->accounted_bytes;

	if (!exchange_delete(scratch))
		return; /* response_end() saw the request complete */
	delta_start(scratch, 1)->bytes_sent = bytes;
	account_exchange(scratch);
}

/* The last byte of a request that has a body. */
static __always_inline void request_end(struct scratch *scratch, struct flow *flow)
{
	struct http1_stream *http = &flow->client.http;
	struct exchange *exchange = exchange_find(scratch, flow, flow->tail - 1);
	__u32 state;

	flow->request_end = scratch->at_sequence;
	exchange_load(scratch, flow, exchange);
	if (!exchange) {
		delta_start(scratch, 0)->bytes_sent = stream_credit(&flow->client);
		account(scratch, flow->container, flow->leg);
		return;
	}
	exchange->request_bytes = http->message_bytes;
	exchange->request_body_bytes = http->body_bytes;
	/* Against response_end() on another CPU: say complete, then look. */
	__sync_fetch_and_add(&exchange->request_complete, 1);
	state = __sync_fetch_and_add(&exchange->state, 0);
	if (state == EXCHANGE_STATE_PROVISIONAL)
		return;
	scratch->exchange.request_bytes = http->message_bytes;
	scratch->exchange.request_body_bytes = http->body_bytes;
	request_count(scratch, flow, 0);
	if (state == EXCHANGE_STATE_ENDED) {
		scratch->exchange.accounted_bytes = exchange->accounted_bytes;
		scratch->exchange.status = exchange->status;
		request_trailing(scratch, flow);
		return;
	}
	exchange->request_reported = 1;
	report_request(scratch);
}

#endif
