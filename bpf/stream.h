/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * One direction of a flow: what the parser's signals mean, how it is lost and
 * how it closes. Everything here is run by the stream's owner.
 */
#ifndef KONG_MONITOR_STREAM_H
#define KONG_MONITOR_STREAM_H

enum {
	CREDIT_BYTES = 64 * 1024
};

static const __u64 CREDIT_TIME =
	1000000000; /* a long message is credited at least that often, ns */

static __always_inline struct stream *stream_of(struct flow *flow, int server)
{
	return server ? &flow->server : &flow->client;
}

static __always_inline void flow_not_http(struct flow *flow, __u8 kind)
{
	__u32 row = flow->leg == LEG_UPSTREAM ? NOT_HTTP_COUNT : 0;

	if (__sync_fetch_and_or(&flow->flags, FLOW_NOT_HTTP) & FLOW_NOT_HTTP)
		return;
	count_in(&not_http_map, row + (kind < NOT_HTTP_COUNT ? kind : NOT_HTTP_OTHER), 1);
}

/* Where the next message begins is not known any more. */
static __always_inline void stream_lost(struct scratch *scratch, struct flow *flow, int server,
					enum desync_reason reason)
{
	struct stream *stream = stream_of(flow, server);
	int first = flow->tail == 0 && !(stream->http.flags & HTTP1_SEEN);

	stream->http.state = HTTP1_LOST;
	stream->http.remaining = 0;
	stream_forget_held(flow, stream, server);
	if (first && (flow->flags & FLOW_TRUSTED)) {
		flow_not_http(flow, stream->http.field);
		return;
	}
	__sync_fetch_and_and(&flow->flags, ~FLOW_TRUSTED);
	if (server) {
		exchange_drain(flow, 0, reason + 1);
		return;
	}
	exchange_key(scratch, flow, flow->tail);
	exchange_delete(scratch); /* a header section that was being read */
}

static __always_inline void client_signal(struct scratch *scratch, struct flow *flow, __u32 signal)
{
	struct stream *stream = &flow->client;

	switch (signal) {
	case HTTP1_BEGIN:
		stream->started = scratch->packet.now;
		stream->credited = 0;
		break;
	case HTTP1_HEAD:
		request_head(scratch, flow);
		break;
	case HTTP1_END:
		request_end(scratch, flow);
		break;
	default:
		stream_lost(scratch, flow, 0, DESYNC_REASON_INVALID);
	}
}

/* No status line behind an HTTP/0.9 request: the response is all that comes, and says no status. */
static __always_inline int response_is_simple(struct flow *flow)
{
	struct http1_stream *http = &flow->server.http;

	if (!(flow->flags & FLOW_SIMPLE) || http->status)
		return 0;
	http->state = HTTP1_UNTIL_CLOSE;
	http->status = STATUS_OK;
	http->body_bytes = http->message_bytes;
	return 1;
}

static __always_inline void server_signal(struct scratch *scratch, struct flow *flow, __u32 signal)
{
	struct stream *stream = &flow->server;

	switch (signal) {
	case HTTP1_BEGIN:
		stream->started = scratch->packet.now;
		stream->credited = 0;
		if (response_proves(flow))
			exchange_drain(flow, 0, 0);
		break;
	case HTTP1_HEAD:
		if (response_head(scratch, flow) < 0)
			stream_lost(scratch, flow, 1, DESYNC_REASON_INVALID);
		break;
	case HTTP1_END:
		response_end(flow, 0, 0);
		break;
	default:
		if (!response_is_simple(flow))
			stream_lost(scratch, flow, 1, DESYNC_REASON_INVALID);
	}
}

/* What a signal of the parser means for the exchanges. */
__noinline int stream_signal(struct flow *flow, int server, __u32 signal)
{
	struct scratch *scratch = scratch_get();

	if (!scratch || !flow)
		return 0;
	if (server)
		server_signal(scratch, flow, signal);
	else
		client_signal(scratch, flow, signal);
	return 0;
}

/* Credits what the totals do not have yet of a message that is still under way. */
__noinline int stream_flush(struct flow *flow, int server)
{
	struct scratch *scratch = scratch_get();
	struct exchange *exchange;
	struct stream *stream;
	struct delta *delta;
	__u32 index;
	int tunnel;

	if (!scratch || !flow)
		return 0;
	stream = stream_of(flow, server);
	tunnel = flow->flags & FLOW_TUNNEL;
	index = tunnel ? flow->head - 1 : server ? flow->head : flow->tail - 1;
	exchange = exchange_find(scratch, flow, index);
	if (exchange && exchange->state == EXCHANGE_STATE_PROVISIONAL)
		return 0;
	if (exchange && exchange->state == EXCHANGE_STATE_PARSING)
		exchange = 0; /* of the next request: this response answers none */
	if (exchange)
		__builtin_memcpy(&scratch->exchange, exchange, sizeof(*exchange));
	delta = delta_start(scratch, exchange != 0);
	if (server)
		delta->bytes_received = stream_credit(stream);
	else
		delta->bytes_sent = stream_credit(stream);
	account(scratch, flow->container, flow->leg);
	flow->credited_at = scratch->packet.now;
	if (tunnel && exchange) /* its bytes belong to the exchange that opened it */
		account_exchange(scratch);
	return 0;
}

/* Does the stream stand in the middle of a message that counts? */
static __always_inline int stream_in_message(const struct stream *stream)
{
	__u8 state = stream->http.state;

	return state > HTTP1_HEAD_END && state != HTTP1_LOST && state != HTTP1_PROXY_SKIP;
}

static __always_inline void stream_credit_long(struct scratch *scratch, struct flow *flow,
					       struct stream *stream, int server)
{
	__u64 open = stream->http.message_bytes - stream->credited;

	if (!open || !stream_in_message(stream))
		return;
	if (open >= CREDIT_BYTES || scratch->packet.now - flow->credited_at >= CREDIT_TIME)
		stream_flush(flow, server);
}

/* Nothing more comes from the server: what it was sending ends here. */
static __always_inline void server_close(struct scratch *scratch, struct flow *flow, int reset)
{
	struct stream *stream = &flow->server;
	__u8 state = stream->http.state;

	if (flow->flags & FLOW_TUNNEL) {
		stream_flush(flow, 1);
	} else if (stream_in_message(stream)) {
		/* RFC 9112 section 8: only a body until close is complete now */
		int aborted = reset || state != HTTP1_UNTIL_CLOSE;

		http1_message_done(&stream->http);
		response_end(flow, aborted, 0);
	} else if (http1_in_head(state) || state == HTTP1_INTERIM) {
		stream_flush(flow, 1);
	}
	stream->http.state = HTTP1_START;
}

static __always_inline void client_close(struct flow *flow)
{
	if ((flow->flags & FLOW_TUNNEL) || stream_in_message(&flow->client))
		stream_flush(flow, 0);
}

#endif
