/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Requests and the responses that answer them, in order (RFC 9112 section
 * 9.3.2). A request waits in inflight_map under its flow and index; responses
 * take it from the flow's head. Only the flow's owner moves the head; between
 * it and the sweep the exchange's state decides who accounts.
 */
#ifndef KONG_MONITOR_EXCHANGE_H
#define KONG_MONITOR_EXCHANGE_H

enum {
	DRAIN_LIMIT = 4096
}; /* exchanges ended at once; what is left the sweep finds */

static __always_inline void exchange_key(struct scratch *scratch, const struct flow *flow,
					 __u32 index)
{
	scratch->exchange_key.flow_id = flow->id;
	scratch->exchange_key.index = index;
}

static __always_inline struct exchange *exchange_find(struct scratch *scratch,
						      const struct flow *flow, __u32 index)
{
	exchange_key(scratch, flow, index);
	return inflight_find(flow->id, index);
}

/* Makes the exchange the one that is accounted, with or without its names. */
static __always_inline void exchange_load(struct scratch *scratch, const struct flow *flow,
					  const struct exchange *found)
{
	struct exchange *exchange = &scratch->exchange;

	scratch->body_due = 0;
	scratch->listing.bytes_sent = scratch->listing.requests = 0;
	if (found) {
		words_copy(exchange, found, sizeof(*exchange));
		return;
	}
	__builtin_memset(exchange, 0, sizeof(*exchange));
	exchange->head.method = HTTP_METHOD_UNKNOWN;
	exchange->flow = scratch->packet.key;
	exchange->container = flow->container;
	exchange->leg = flow->leg;
	exchange->client_is_high = flow->client_is_high;
	exchange->request_reported = 1;
}

/* The size of the request's body is known for good: it counts with what is accounted next, once. */
static __always_inline void exchange_body(struct scratch *scratch, struct exchange *exchange)
{
	scratch->body_due = !__sync_val_compare_and_swap(&exchange->body_counted, 0, 1);
}

/*
 * What has come of the request counts in its connection's row with what is
 * accounted next, each byte once. By exchange, since the sweep may do so too.
 */
static __always_inline void exchange_list(struct scratch *scratch, struct exchange *row)
{
	__u64 has = scratch->exchange.request_bytes + 1;
	__u64 had = row->listed;

	if (has < had) /* bytes of a request under way that its row does not know */
		has = had;
	had = __sync_lock_test_and_set(&row->listed, has);
	scratch->listing.requests = !had;
	scratch->listing.bytes_sent = has - (had ? had : 1);
}

static __always_inline void delta_body(struct scratch *scratch)
{
	scratch->delta.request_bodies = scratch->body_due;
	scratch->delta.request_body = scratch->exchange.request_body_bytes;
}

/* The bytes of the message that the totals do not have yet. */
static __always_inline __u64 stream_credit(struct stream *stream)
{
	__u32 bytes = (__u32)stream->http.message_bytes - stream->credited;

	stream->credited = stream->http.message_bytes;
	return bytes;
}

static __always_inline void report_request(struct scratch *scratch)
{
	struct event_detail *event = &scratch->event;

	if (!scratch->events)
		return;
	__builtin_memset(event, 0, sizeof(*event));
	event->type = EVENT_TYPE_REQUEST;
	event->bytes = scratch->exchange.request_bytes;
	event_write(scratch);
}

/* The pseudo status of an exchange without a response. */
static __always_inline __u16 exchange_verdict(__u32 unanswered)
{
	return unanswered ? unanswered : EXCHANGE_STATUS_DESYNCED;
}

/* Starts the event of an end, of status 0 without a response; the request's own comes before it. */
static __always_inline struct event_detail *report_end(struct scratch *scratch, __u16 status)
{
	struct event_detail *event = &scratch->event;

	if (!scratch->exchange.request_reported)
		report_request(scratch);
	__builtin_memset(event, 0, sizeof(*event));
	event->type = status == 0 || status >= STATUS_FIRST_ERROR ? EVENT_TYPE_ERROR
								  : EVENT_TYPE_RESPONSE;
	event->status = status;
	return event;
}

#include "credit.h"
#include "request.h"
#include "unanswered.h"
#include "proof.h"
#include "response.h"

#endif
