/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Bytes of messages that are still under way reach the totals before the message ends. */
#ifndef KONG_MONITOR_CREDIT_H
#define KONG_MONITOR_CREDIT_H

/* A long message is credited at least that often. */
enum {
	CREDIT_BYTES = 64 * 1024,
	CREDIT_SHIFT = 20, /* ns to about a millisecond */
	CREDIT_TIME = 950,
};

static __always_inline struct stream *stream_of(struct flow *flow, int server)
{
	return server ? &flow->server : &flow->client;
}

/* Does the stream stand in the middle of a message that counts? */
static __always_inline int stream_in_message(const struct stream *stream)
{
	__u8 state = stream->http.state;

	return state > HTTP1_HEAD_END && state != HTTP1_LOST && state != HTTP1_PROXY_SKIP;
}

/* The bytes of a tunnel belong to the exchange that opened it. */
static __always_inline void stream_flush_tunnel(struct scratch *scratch, const struct flow *flow,
						const struct exchange *exchange)
{
	struct delta *delta = &scratch->delta;

	exchange_load(scratch, flow, exchange);
	scratch->listing.bytes_sent = delta->exchange_sent = delta->bytes_sent;
	delta->exchange_received = delta->bytes_received;
	account(scratch, flow->container, flow->leg,
		ACCOUNT_TOTALS | ACCOUNT_CONNECTION | ACCOUNT_ENDPOINT);
}

static __always_inline void stream_flush_message(struct scratch *scratch, const struct flow *flow,
						 struct exchange *exchange)
{
	exchange_load(scratch, flow, exchange);
	if (!exchange->request_complete)
		scratch->exchange.request_bytes = flow->client.http.message_bytes;
	exchange_list(scratch, exchange);
	account(scratch, flow->container, flow->leg, ACCOUNT_TOTALS | ACCOUNT_CONNECTION);
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
	index = tunnel ? flow->request_end : server ? flow->head : flow->tail - 1;
	exchange = exchange_find(scratch, flow, index);
	if (exchange && exchange->state == EXCHANGE_STATE_PROVISIONAL)
		return 0;
	if (server && !tunnel && (flow->head == flow->tail || (stream->flags & STREAM_UNASKED)))
		exchange = 0; /* this response answers none */
	if (exchange && !server)
		exchange->progress = scratch->packet.now;
	delta = delta_start(scratch);
	if (server)
		delta->bytes_received = stream_credit(stream);
	else
		delta->bytes_sent = stream_credit(stream);
	flow->credited_at = scratch->packet.now >> CREDIT_SHIFT;
	if (!exchange) {
		account(scratch, flow->container, flow->leg, ACCOUNT_TOTALS);
		return 0;
	}
	if (tunnel)
		stream_flush_tunnel(scratch, flow, exchange);
	else
		stream_flush_message(scratch, flow, exchange);
	return 0;
}

#endif
