/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * One direction of a flow: what the parser's signals mean, how it is lost and
 * how it closes. Everything here is run by the flow's owner.
 */
#ifndef KONG_MONITOR_STREAM_H
#define KONG_MONITOR_STREAM_H

/* Where the next message begins is not known any more. */
static __always_inline void stream_lost(struct scratch *scratch, struct flow *flow, int server,
					enum desync_reason reason)
{
	struct stream *stream = stream_of(flow, server);
	int first = flow->tail == 0 && !(stream->http.flags & HTTP1_SEEN) &&
		    reason == DESYNC_REASON_INVALID;

	if (!server)
		request_lost(flow);
	stream->http.state = HTTP1_LOST;
	/* segment_search() goes by it */
	stream->http.remaining = server ? 1ULL << 32 | scratch->packet.acknowledged : 0;
	stream_forget_held(flow, stream, server);
	if (!server || (flow->flags & FLOW_MALFORMED)) /* a header section that was being read */
		request_forget(flow);
	if (first && (flow->flags & (FLOW_TRUSTED | FLOW_MALFORMED))) {
		flow->flags &= ~FLOW_MALFORMED;
		flow_not_http(flow, stream_kind(scratch, stream, server));
		return;
	}
	flow->flags &= ~(FLOW_TRUSTED | FLOW_MALFORMED);
	if (!server)
		return;
	stream_flush(flow, 1);
	exchange_drain(flow, 0, reason + 1);
}

/* Bytes of the client that are no HTTP/1: a request line with a flaw, or nothing like one? */
static __always_inline void client_invalid(struct scratch *scratch, struct flow *flow)
{
	const struct stream *stream = &flow->client;
	int chunks = stream->http.flags & HTTP1_CHUNKED; /* of a request that counts already */

	if (!(flow->flags & FLOW_TRUSTED) || chunks || !scratch->head.token_length ||
	    stream_kind(scratch, stream, 0) != NOT_HTTP_OTHER) {
		stream_lost(scratch, flow, 0, DESYNC_REASON_INVALID);
		return;
	}
	request_malformed(scratch, flow);
	stream_forget_held(flow, &flow->client, 0);
}

static __always_inline void request_begin(struct stream *stream)
{
	/* as it is now: a connection may be older than these programs */
	stream->http.flags &= ~HTTP1_KEEP_QUERY;
	if (config.include_query)
		stream->http.flags |= HTTP1_KEEP_QUERY;
}

static __always_inline void client_signal(struct scratch *scratch, struct flow *flow, __u32 signal)
{
	switch (signal) {
	case HTTP1_HEAD:
		if (request_head(scratch, flow) < 0)
			stream_lost(scratch, flow, 0, DESYNC_REASON_INVALID);
		break;
	case HTTP1_END:
		request_end(scratch, flow);
		break;
	default:
		client_invalid(scratch, flow);
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

/* A response answers what is in flight when it begins, or nothing. */
static __always_inline void response_begin(struct scratch *scratch, struct flow *flow)
{
	struct stream *stream = &flow->server;

	if (response_disproves(scratch, flow))
		flow_distrust(scratch, flow);
	stream->flags &= ~STREAM_UNASKED;
	if (flow->head == flow->tail)
		stream->flags |= STREAM_UNASKED;
}

/* Whatever the client sent, it was not taken for a request. */
static __always_inline void malformed_forget(struct scratch *scratch, struct flow *flow)
{
	if (!(flow->flags & FLOW_MALFORMED))
		return;
	flow->flags &= ~FLOW_MALFORMED;
	request_forget(flow);
	if (!flow->tail)
		flow_not_http(flow, NOT_HTTP_OTHER);
}

/* An error answers no request in flight, but one whose header section did not come to its end. */
static __always_inline void response_refuses(struct scratch *scratch, struct flow *flow)
{
	int sending = (flow->flags & FLOW_TRUSTED) && http1_in_head(flow->client.http.state);

	if (!(flow->server.flags & STREAM_UNASKED) || flow->head != flow->tail ||
	    (flow->server.http.status < STATUS_OK && flow->server.http.status != STATUS_SWITCHING))
		return;
	if (flow->server.http.status < STATUS_FIRST_ERROR) {
		malformed_forget(scratch, flow);
		return;
	}
	if (!sending && !(flow->flags & FLOW_MALFORMED))
		return;
	request_refused(scratch, flow);
	stream_forget_held(flow, &flow->client, 0);
	flow->server.flags &= ~STREAM_UNASKED;
}

static __always_inline void server_signal(struct scratch *scratch, struct flow *flow, __u32 signal)
{
	switch (signal) {
	case HTTP1_HEAD:
		if (flow->server.http.interim_status && (flow->server.flags & STREAM_UNASKED))
			flow_distrust(scratch, flow); /* its request was still coming */
		response_refuses(scratch, flow);
		if (response_head(scratch, flow) < 0)
			stream_lost(scratch, flow, 1, DESYNC_REASON_INVALID);
		break;
	case HTTP1_END:
		response_end(flow, 0, 0);
		break;
	default:
		if (!response_is_simple(flow))
			stream_lost(scratch, flow, 1, DESYNC_REASON_INVALID);
		return;
	}
	/* The response to a request ended, so what looked like others behind it was its body. */
	if (flow->server.http.state == HTTP1_START && !(flow->server.flags & STREAM_UNASKED))
		flow_distrust(scratch, flow);
}

/* The next byte is the first of a message. A function of its own: verified once. */
__noinline int stream_begin(struct flow *flow, int server)
{
	struct scratch *scratch = scratch_get();
	struct stream *stream;

	if (!scratch || !flow)
		return 0;
	stream = stream_of(flow, server);
	stream->started = scratch->packet.now;
	stream->credited = 0;
	if (server)
		response_begin(scratch, flow);
	else
		request_begin(stream);
	return 0;
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

static __always_inline void stream_credit_long(struct scratch *scratch, struct flow *flow,
					       struct stream *stream, int server)
{
	__u32 open = (__u32)stream->http.message_bytes - stream->credited;

	if (!open || !stream_in_message(stream))
		return;
	if (open >= CREDIT_BYTES ||
	    (__u32)(scratch->packet.now >> CREDIT_SHIFT) - flow->credited_at >= CREDIT_TIME)
		stream_flush(flow, server);
}

static __always_inline void client_flush(struct flow *flow)
{
	if ((flow->flags & FLOW_TUNNEL) || stream_in_message(&flow->client))
		stream_flush(flow, 0);
}

/* Also of a response whose header section did not end: exchange_drain() gives it to the endpoint.
 */
static __always_inline void server_flush(struct flow *flow)
{
	__u8 state = flow->server.http.state;

	if ((flow->flags & FLOW_TUNNEL) || stream_in_message(&flow->server) ||
	    http1_in_head(state) || state == HTTP1_INTERIM)
		stream_flush(flow, 1);
}

/* Nothing more comes from the server: what it was sending ends here. */
static __always_inline void server_close(struct scratch *scratch, struct flow *flow, int reset)
{
	struct stream *stream = &flow->server;

	if (!(flow->flags & FLOW_TUNNEL) && stream_in_message(stream)) {
		/* RFC 9112 section 8: only a body until close is complete now */
		int aborted = reset || stream->http.state != HTTP1_UNTIL_CLOSE;

		http1_message_done(&stream->http);
		response_end(flow, aborted, 0);
	} else {
		server_flush(flow);
	}
	stream->http.state = HTTP1_START;
}

#endif
