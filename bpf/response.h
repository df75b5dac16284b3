/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* A response: its first byte, its header section, its end. Run by the owner of the server's stream.
 */
#ifndef KONG_MONITOR_RESPONSE_H
#define KONG_MONITOR_RESPONSE_H

enum {
	STATUS_CONTINUE = 100,
	STATUS_SWITCHING = 101,
	STATUS_OK = 200,
	STATUS_NO_CONTENT = 204,
	STATUS_MULTIPLE = 300,
	STATUS_NOT_MODIFIED = 304,
	METHODS_NOTED = 32, /* requests in flight of which a flow's methods have a bit */
};

static __always_inline void response_unmatched(struct scratch *scratch, struct flow *flow)
{
	struct delta *delta = delta_start(scratch);

	delta->unmatched = 1;
	delta->bytes_received = stream_credit(&flow->server);
	account(scratch, flow->container, flow->leg, ACCOUNT_TOTALS);
}

/* Its request was given up as timed out: neither a response nor in flight. */
static __always_inline void response_late(struct scratch *scratch, struct flow *flow)
{
	struct delta *delta = delta_start(scratch);
	struct event_detail *event;

	delta->late = 1;
	delta->bytes_received = stream_credit(&flow->server);
	/* its bytes stand with the request, which has its row as unanswered */
	delta->exchange_received = flow->server.http.message_bytes;
	delta_body(scratch);
	scratch->exchange.status = EXCHANGE_STATUS_TIMEOUT;
	account(scratch, flow->container, flow->leg,
		ACCOUNT_TOTALS | ACCOUNT_CONNECTION | ACCOUNT_ENDPOINT);
	event = report_end(scratch, flow->server.http.status);
	event->type = EVENT_TYPE_RESPONSE;
	event->flags = EVENT_FLAG_LATE;
	event->bytes = flow->server.http.message_bytes;
	event_write(scratch);
}

static __always_inline void response_report(struct scratch *scratch, const struct flow *flow,
					    __u64 ttfb, __u64 total, int aborted)
{
	const struct http1_stream *http = &flow->server.http;
	struct event_detail *event;

	if (!scratch->events)
		return;
	event = report_end(scratch, http->status);
	event->flags = aborted ? EVENT_FLAG_ABORTED : 0;
	event->interim_status = http->interim_status;
	event->bytes = http->message_bytes;
	event->response_body_bytes = http->body_bytes;
	event->ttfb = ttfb;
	event->total = total;
	event_write(scratch);
}

/* Numbers of an answered exchange: totals, its connection, its endpoint, its events. */
static __always_inline void response_account(struct scratch *scratch, struct flow *flow, int named,
					     int aborted)
{
	struct exchange *exchange = &scratch->exchange;
	struct delta *delta = delta_start(scratch);
	__u64 ttfb = named ? flow->server.started - exchange->started : 0;
	__u64 total = named ? scratch->packet.now - exchange->started : 0;

	delta->responses = 1;
	delta->in_flight = -1;
	delta->aborted = aborted;
	delta->errors = flow->server.http.status >= STATUS_FIRST_ERROR;
	delta->bytes_received = stream_credit(&flow->server);
	delta->exchanges = 1;
	delta->timed = named;
	delta->response_bodies = 1;
	delta->response_body = flow->server.http.body_bytes;
	delta_body(scratch);
	delta->ttfb = ttfb;
	delta->total = total;
	delta->exchange_sent = exchange->accounted_bytes;
	delta->exchange_received = flow->server.http.message_bytes;
	exchange->status = flow->server.http.status;
	account(scratch, flow->container, flow->leg, account_end(named));
	if (named)
		response_report(scratch, flow, ttfb, total, aborted);
}

/*
 * Takes the exchange out of flight; the sweep may have done so before. The row
 * stays when the request or a tunnel still has bytes to come.
 */
static __always_inline __u32 response_take(struct scratch *scratch, struct flow *flow,
					   struct exchange *exchange, int tunnel)
{
	__u32 state = __sync_val_compare_and_swap(&exchange->state, EXCHANGE_STATE_IN_FLIGHT,
						  EXCHANGE_STATE_ENDED);

	request_so_far(flow, exchange);
	if (state == EXCHANGE_STATE_IN_FLIGHT) {
		exchange->accounted_bytes = exchange->request_bytes;
		exchange->status = flow->server.http.status;
	}
	exchange_load(scratch, flow, exchange);
	if ((exchange->request_complete || tunnel) && state != EXCHANGE_STATE_ENDED)
		exchange_body(scratch, exchange);
	if (state == EXCHANGE_STATE_IN_FLIGHT || state == EXCHANGE_STATE_TIMED_OUT)
		exchange_list(scratch, exchange);
	if (exchange->request_complete && !tunnel)
		inflight_free(exchange);
	else
		exchange->request_reported = 1;
	if (!tunnel)
		return state;
	exchange->request_complete = 1; /* what follows is no part of the request */
	if (state != EXCHANGE_STATE_TIMED_OUT)
		return state;
	exchange->status = EXCHANGE_STATUS_TIMEOUT;
	__sync_val_compare_and_swap(&exchange->state, EXCHANGE_STATE_TIMED_OUT,
				    EXCHANGE_STATE_ENDED); /* the sweep keeps it for its bytes */
	return state;
}

static __always_inline void response_account_oldest(struct scratch *scratch, struct flow *flow,
						    int aborted, int tunnel)
{
	struct exchange *exchange = inflight_find_fast(flow->id, flow->head);
	__u32 state;

	exchange_key(scratch, flow, flow->head);
	flow->head++;
	if (!exchange) {
		exchange_load(scratch, flow, 0);
		response_account(scratch, flow, 0, aborted);
		return;
	}
	state = response_take(scratch, flow, exchange, tunnel);
	if (state == EXCHANGE_STATE_TIMED_OUT)
		response_late(scratch, flow);
	else if (state == EXCHANGE_STATE_IN_FLIGHT)
		response_account(scratch, flow, 1, aborted);
	else
		response_unmatched(scratch, flow);
}

/* The last byte of a response, or of what will ever come of it. */
__noinline int response_end(struct flow *flow, int aborted, int tunnel)
{
	struct scratch *scratch = scratch_get();

	if (!scratch || !flow)
		return 0;
	if (flow->head == flow->tail || (flow->server.flags & STREAM_UNASKED))
		response_unmatched(scratch, flow);
	else
		response_account_oldest(scratch, flow, aborted, tunnel);
	flow->server.http.message_bytes = 0;
	flow->server.credited = 0;
	return 0;
}

/* HEAD and CONNECT, as far as they are remembered. */
static __always_inline __u8 response_noted_method(const struct flow *flow)
{
	__u32 bit = 1u << (flow->head & 31);

	if (flow->head_methods & bit)
		return HTTP_METHOD_HEAD;
	return flow->connect_methods & bit ? HTTP_METHOD_CONNECT : HTTP_METHOD_UNKNOWN;
}

/* What the response's framing must know of its request. */
static __always_inline __u8 response_method(struct scratch *scratch, const struct flow *flow)
{
	struct exchange *exchange;

	if (flow->head == flow->tail || (flow->server.flags & STREAM_UNASKED))
		return HTTP_METHOD_UNKNOWN;
	if (flow->tail - flow->head <= METHODS_NOTED)
		return response_noted_method(flow);
	exchange = exchange_find(scratch, flow, flow->head);
	/* the bit is that of a later request */
	return exchange ? exchange->head.method : HTTP_METHOD_UNKNOWN;
}

static __always_inline void stream_tunnel(struct stream *stream)
{
	stream->http.state = HTTP1_UNTIL_CLOSE;
	stream->http.message_bytes = 0;
	stream->credited = 0;
}

/* From here on both directions carry bytes that are no HTTP. */
static __always_inline void response_tunnel(struct scratch *scratch, struct flow *flow)
{
	__u32 index = flow->head;

	request_lost(flow);
	if (index == flow->tail) /* nobody asked: a header section that was being read is none */
		request_forget(flow);
	response_end(flow, 0, 1);
	flow->request_end = index;
	flow->flags |= FLOW_TUNNEL;
	stream_tunnel(&flow->client);
	stream_tunnel(&flow->server);
}

/* Returns -1 when the end of the response can't be known. */
static __always_inline int response_head(struct scratch *scratch, struct flow *flow)
{
	struct http1_stream *http = &flow->server.http;
	__u8 method = response_method(scratch, flow);
	__u16 status = http->status;
	int framing;

	if (status < STATUS_CONTINUE)
		return -1; /* RFC 9110 section 15: there is no such class */
	if (status == STATUS_SWITCHING ||
	    (method == HTTP_METHOD_CONNECT && status >= STATUS_OK && status < STATUS_MULTIPLE)) {
		response_tunnel(scratch, flow);
		return 0;
	}
	if (status < STATUS_OK) { /* RFC 9110 section 15.2: an interim response */
		http->interim_status = status;
		http->state = HTTP1_INTERIM;
		return 0;
	}
	framing = http1_body(http, method == HTTP_METHOD_HEAD || status == STATUS_NO_CONTENT ||
					   status == STATUS_NOT_MODIFIED);
	if (framing > 0)
		response_end(flow, 0, 0);
	return framing;
}

#endif
