/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Live events: written while somebody reads, counted as lost otherwise. */
#ifndef KONG_MONITOR_EVENT_H
#define KONG_MONITOR_EVENT_H

enum {
	WAKE_INTERVAL = 1000000
}; /* ns: waking the reader for every event costs more than the event */

__u64 last_wake SEC(".data.wake"); /* no count: losing an update wakes once more */

/* Somebody asked for events: then each is written, or counted as lost. */
static __always_inline int events_on(void)
{
	__u32 zero = 0;
	struct monitor_control *control = bpf_map_lookup_elem(&control_map, &zero);

	return control && control->events;
}

static __always_inline int events_wanted(__u64 now)
{
	__u32 zero = 0;
	struct monitor_control *control = bpf_map_lookup_elem(&control_map, &zero);

	if (!control || !control->events)
		return 0;
	if (control->reader_until > now)
		return 1;
	count_in(&loss_map, LOSS_NO_READER, 1);
	return 0;
}

/* The sender of the message stands left. */
static __always_inline void event_ends(struct traffic_event *event, const struct flow_key *flow,
				       int from_high)
{
	__builtin_memcpy(event->source, from_high ? flow->high_address : flow->low_address,
			 ADDRESS_SIZE);
	__builtin_memcpy(event->destination, from_high ? flow->low_address : flow->high_address,
			 ADDRESS_SIZE);
	event->source_port = from_high ? flow->high_port : flow->low_port;
	event->destination_port = from_high ? flow->low_port : flow->high_port;
}

static __always_inline void event_fill(struct traffic_event *event, const struct scratch *scratch)
{
	const struct exchange *exchange = &scratch->exchange;
	const struct event_detail *detail = &scratch->event;
	int from_client = detail->type == EVENT_TYPE_REQUEST;

	event->type = detail->type;
	event->family = exchange->flow.family;
	event->method = exchange->head.method;
	event->leg = exchange->leg;
	event->flags = detail->flags |
		       (exchange->head.flags & (EVENT_FLAG_DOMAIN_CUT | EVENT_FLAG_PATH_CUT));
	event_ends(event, &exchange->flow, from_client == exchange->client_is_high);
	event->status = detail->status;
	event->interim_status = detail->interim_status;
	words_copy(event->domain, exchange->head.domain, DOMAIN_SIZE);
	words_copy(event->path, exchange->head.path, PATH_SIZE);
	event->timestamp = scratch->packet.now;
	event->bytes = detail->bytes;
	event->ttfb = detail->ttfb;
	event->total = detail->total;
	event->flow_id = scratch->exchange_key.flow_id;
	event->exchange_index = scratch->exchange_key.index;
	event->container = exchange->container;
	event->request_body_bytes = exchange->request_body_bytes;
	event->response_body_bytes = detail->response_body_bytes;
	words_copy(event->method_token, exchange->head.method_token, METHOD_TOKEN_SIZE);
	event->request_bytes = exchange->request_bytes;
	event->order = exchange->order;
	event->reason = detail->reason;
	event->_pad = 0;
}

static __always_inline __u64 event_wake(__u64 now)
{
	if (now - last_wake < WAKE_INTERVAL)
		return BPF_RB_NO_WAKEUP;
	last_wake = now;
	return BPF_RB_FORCE_WAKEUP;
}

/* Writes scratch->event about scratch->exchange. */
__noinline int event_write_in(__u32 use)
{
	struct scratch *scratch = scratch_for(use);
	struct traffic_event *event;

	if (!scratch || !events_wanted(scratch->packet.now))
		return 0;
	event = bpf_ringbuf_reserve(&traffic_events, sizeof(*event), 0);
	if (!event) {
		count_in(&loss_map, LOSS_RING_FULL, 1);
		return 0;
	}
	event_fill(event, scratch);
	bpf_ringbuf_submit(event, event_wake(scratch->packet.now));
	return 0;
}

static __always_inline void event_write(const struct scratch *scratch)
{
	event_write_in(scratch->use);
}

#endif
