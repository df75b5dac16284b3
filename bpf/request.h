/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* A request: its header section, its end. Run by the owner of the client's stream. */
#ifndef KONG_MONITOR_REQUEST_H
#define KONG_MONITOR_REQUEST_H

#include "request_row.h"

/* What is new of the request's bytes goes to the totals; its connection's row has it at the end. */
static __always_inline void request_count(struct scratch *scratch, struct flow *flow, int requests)
{
	struct delta *delta = delta_start(scratch);

	delta->requests = requests;
	delta->in_flight = requests;
	delta->bytes_sent = stream_credit(&flow->client);
	flow->flags |= FLOW_OWNED;
	account(scratch, flow->container, flow->leg, ACCOUNT_TOTALS);
}

static __always_inline void method_note(__u32 *methods, __u32 bit, int is_it)
{
	*methods &= ~bit;
	if (is_it)
		*methods |= bit;
}

/* Of these methods the response's framing must know, even where the row had no room. */
static __always_inline void request_note_method(struct flow *flow, __u8 method)
{
	__u32 bit = 1u << (flow->tail & 31);

	method_note(&flow->head_methods, bit, method == HTTP_METHOD_HEAD);
	method_note(&flow->connect_methods, bit, method == HTTP_METHOD_CONNECT);
}

/* A request whose header section is complete enters its row. */
static __always_inline void request_enter(struct scratch *scratch, const struct flow *flow,
					  struct exchange *row, int complete)
{
	int trusted = flow->flags & FLOW_TRUSTED;

	row->request_complete = complete;
	row->request_reported = complete && trusted;
	row->order = config.replay ? ++requests_replayed : 0;
	FORGET(); /* the sweep finds the flow of a row that has a time, readers all of one in flight
		   */
	row->progress = scratch->packet.now;
	FORGET();
	row->state = trusted ? EXCHANGE_STATE_IN_FLIGHT : EXCHANGE_STATE_PROVISIONAL;
}

/* Its row, or without one what is known of it, becomes what is accounted. */
static __always_inline void request_load(struct scratch *scratch, const struct flow *flow,
					 const struct exchange *row)
{
	exchange_load(scratch, flow, row);
	if (row)
		return;
	words_copy(&scratch->exchange.head, &scratch->head, sizeof(scratch->head));
	scratch->exchange.started = flow->client.started;
	scratch->exchange.request_bytes = flow->client.http.message_bytes;
}

/*
 * The header section of a request is complete: the request counts. Returns -1
 * when nobody can say where it ends (RFC 9112 section 6.3, 3 and 5): it counts
 * and may be answered, but what follows is not to be trusted.
 */
static __always_inline int request_head(struct scratch *scratch, struct flow *flow)
{
	int trusted = flow->flags & FLOW_TRUSTED;
	int simple = flow->client.http.flags & HTTP1_SIMPLE;
	struct exchange *row;
	int framing, complete;

	if (simple && flow->leg == LEG_UPSTREAM)
		return -1; /* HTTP/0.9 is believed on the gateway's own ports alone */
	if (simple)
		flow->flags |= FLOW_SIMPLE;
	row = request_row(scratch, flow);
	if (row)
		request_fill(scratch, flow, row);
	flow->flags &= ~FLOW_SAVED;
	framing = http1_body(&flow->client.http, simple);
	complete = framing != 0;
	if (row)
		request_enter(scratch, flow, row, complete);
	if (!row || scratch->head.method == HTTP_METHOD_UNKNOWN)
		count_loss(LOSS_INFLIGHT_FULL);
	if (!row && !trusted)
		return framing;
	request_note_method(flow, scratch->head.method);
	if (complete)
		flow->request_end = scratch->at_sequence;
	if (trusted)
		request_count(scratch, flow, 1);
	flow->tail++;
	if (complete && trusted && scratch->events) {
		request_load(scratch, flow, row);
		report_request(scratch);
	}
	return framing;
}

/*
 * A request line that cannot be read. A server refuses it with an error (RFC
 * 9112 section 3), and only then it was a request: its row waits for that.
 */
static __always_inline void request_malformed(struct scratch *scratch, struct flow *flow)
{
	struct http1_stream *http = &flow->client.http;

	flow->request_end = scratch->at_sequence - (__u32)http->message_bytes;
	http->state = HTTP1_LOST;
	http->remaining = 0;
	flow->flags = (flow->flags & ~FLOW_TRUSTED) | FLOW_MALFORMED;
	request_save(flow);
}

/*
 * A request counts although its header section is not complete or cannot be
 * read: with what came of it. What follows is not to be trusted.
 */
static __always_inline void request_refused(struct scratch *scratch, struct flow *flow)
{
	struct stream *stream = &flow->client;
	struct exchange *exchange = request_saved(scratch, flow);

	flow->flags &= ~FLOW_SAVED;
	if (flow->flags & FLOW_MALFORMED)
		stream->http.message_bytes = stream->next_sequence - flow->request_end;
	if (exchange) {
		exchange->request_bytes = stream->http.message_bytes;
		exchange->request_complete = 1;
		exchange->request_reported = 1;
		exchange->progress = scratch->packet.now;
		exchange->order = config.replay ? ++requests_replayed : 0;
		exchange->container = flow->container;
		exchange->state = EXCHANGE_STATE_IN_FLIGHT;
	} else {
		count_loss(LOSS_INFLIGHT_FULL);
	}
	exchange_load(scratch, flow, exchange);
	request_note_method(flow, scratch->exchange.head.method);
	request_count(scratch, flow, 1);
	if (exchange)
		report_request(scratch);
	flow->tail++;
	stream->http.state = HTTP1_LOST;
	stream->http.remaining = 0;
	flow->flags &= ~(FLOW_TRUSTED | FLOW_MALFORMED);
}

/* Nothing more comes of a request whose exchange ended before it. */
static __always_inline void request_over(struct scratch *scratch, const struct flow *flow,
					 struct exchange *exchange, __u64 rest)
{
	exchange_load(scratch, flow, exchange);
	if (exchange->state == EXCHANGE_STATE_TIMED_OUT)
		scratch->exchange.status = EXCHANGE_STATUS_TIMEOUT;
	if (scratch->exchange.status != EXCHANGE_STATUS_DESYNCED)
		exchange_body(scratch, exchange);
	exchange_list(scratch, exchange);
	if (!rest && !scratch->body_due && !scratch->listing.requests &&
	    !scratch->listing.bytes_sent)
		return;
	delta_start(scratch)->exchange_sent = rest;
	delta_body(scratch);
	account(scratch, 0, 0, ACCOUNT_CONNECTION | ACCOUNT_ENDPOINT);
}

/*
 * The exchange ended before its request did: what came since goes to its
 * endpoint too, and only now the size of the request's body is known.
 */
static __always_inline void request_trailing(struct scratch *scratch, const struct flow *flow,
					     struct exchange *exchange, __u32 state)
{
	__u64 bytes = flow->client.http.message_bytes;
	/* at once: the sweep may be about to account for what came before */
	__u64 rest = bytes - __sync_lock_test_and_set(&exchange->accounted_bytes, bytes);

	exchange->request_body_bytes = flow->client.http.body_bytes;
	request_over(scratch, flow, exchange, rest);
	/* of one that timed out the late response may still come */
	if (state == EXCHANGE_STATE_ENDED || flow->head == flow->tail)
		inflight_free(exchange);
}

/* A barrier before, as the sweep's: one of us at least sees what the other did. */
static __always_inline __u32 request_state(struct exchange *exchange)
{
	return __sync_val_compare_and_swap(&exchange->state, EXCHANGE_STATE_PROVISIONAL,
					   EXCHANGE_STATE_PROVISIONAL);
}

/* The last byte of a request that has a body. */
static __always_inline void request_end(struct scratch *scratch, struct flow *flow)
{
	struct http1_stream *http = &flow->client.http;
	struct exchange *exchange = exchange_find(scratch, flow, flow->tail - 1);
	__u32 state;

	flow->request_end = scratch->at_sequence;
	if (!exchange) {
		delta_start(scratch)->bytes_sent = stream_credit(&flow->client);
		account(scratch, flow->container, flow->leg, ACCOUNT_TOTALS);
		return;
	}
	exchange->request_bytes = http->message_bytes;
	exchange->request_body_bytes = http->body_bytes;
	exchange->request_complete = 1;
	exchange->progress = scratch->packet.now;
	state = request_state(exchange);
	if (state == EXCHANGE_STATE_PROVISIONAL)
		return;
	exchange_load(scratch, flow, exchange);
	request_count(scratch, flow, 0);
	if (!exchange->request_reported)
		report_request(scratch);
	exchange->request_reported = 1;
	if (state == EXCHANGE_STATE_IN_FLIGHT)
		return;
	request_trailing(scratch, flow, exchange, state);
}

/* What came of the request when its exchange ends before it. */
static __always_inline void request_so_far(const struct flow *flow, struct exchange *exchange)
{
	if (exchange->request_complete)
		return;
	exchange->request_bytes = flow->client.http.message_bytes;
	exchange->request_body_bytes = flow->client.http.body_bytes;
}

/*
 * The client is gone, or lost, in the middle of a request: what came of it is
 * all. A function of its own: verified once.
 */
__noinline int request_lost(struct flow *flow)
{
	struct scratch *scratch = scratch_get();
	struct exchange *exchange;
	__u32 state;

	if (!scratch || !flow)
		return 0;
	exchange = exchange_find(scratch, flow, flow->tail - 1);
	if (!exchange) { /* without its row it counts in the totals alone */
		if ((flow->flags & FLOW_TRUSTED) && stream_in_message(&flow->client))
			stream_flush(flow, 0);
		return 0;
	}
	if (exchange->request_complete)
		return 0;
	stream_flush(flow, 0);
	request_so_far(flow, exchange);
	exchange->request_complete = 1;
	state = request_state(exchange);
	if (state == EXCHANGE_STATE_ENDED || state == EXCHANGE_STATE_TIMED_OUT)
		request_trailing(scratch, flow, exchange, state);
	return 0;
}

#endif
