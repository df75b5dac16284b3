/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What comes out of a delivery of a connection, but for times, and whether two are the same. */
#ifndef KONG_MONITOR_TESTS_OUTCOME_H
#define KONG_MONITOR_TESTS_OUTCOME_H

#include "host/monitor.h"

enum {
	EVENTS = 1024
};

/* What came of a delivery. */
struct outcome {
	struct traffic_event events[EVENTS];
	__u32 count;
	__u32 rows; /* left in inflight_map, of complete heads */
	struct leg_stats totals;
	__u64 losses[LOSS_COUNT];
	__u64 not_http; /* of which kind is a guess at the first segment */
	__u64 endpoints; /* a sum over rows, names included */
	__u64 connections;
};

static struct outcome whole, cut;
static struct outcome *outcome; /* of the delivery that runs */

static void note_event(void *written)
{
	struct traffic_event *event = &outcome->events[outcome->count++ % EVENTS];

	memcpy(event, written, sizeof(*event));
	event->timestamp = event->ttfb = event->total = 0;
}

/* Rows have no order: each adds a number made of all that it says. */
static __u64 number_of(const __u8 *bytes, __u32 length, __u64 number)
{
	for (__u32 i = 0; i < length; i++)
		number = (number ^ bytes[i]) * 0x100000001b3ULL;
	return number;
}

static int in_flight(const struct exchange *exchange)
{
	return exchange->key.flow_id && exchange->state != EXCHANGE_STATE_PARSING;
}

static void conclude(void)
{
	struct host_row *row;

	memset(&outcome->rows, 0, sizeof(*outcome) - offsetof(struct outcome, rows));
	outcome->totals = *host_leg();
	outcome->totals.last_activity = 0;
	memcpy(outcome->losses, host_map(&loss_map)->values, sizeof(outcome->losses));
	for (__u32 kind = 0; kind < NOT_HTTP_ROWS; kind++)
		outcome->not_http += *(__u64 *)bpf_map_lookup_elem(&not_http_map, &kind);
	for (__u32 place = 0; place < HOST_EXCHANGES; place++)
		outcome->rows += in_flight(host_exchange(place));
	for (row = host_map(&endpoint_map)->rows; row; row = row->next)
		outcome->endpoints += /* up to the sums of times */
			number_of(host_row_value(row), offsetof(struct endpoint_stats, ttfb_sum),
				  number_of(row->data, row->key_size, 1));
	for (row = host_map(&conn_map)->rows; row; row = row->next)
		outcome->connections +=
			number_of(host_row_value(row), offsetof(struct conn_stats, last_activity),
				  number_of(row->data, row->key_size, 1));
}

/* all: to the end; else only the events of the first. */
static void compare(int all)
{
	__u32 count = whole.count < EVENTS ? whole.count : EVENTS;

	host_check(cut.count >= whole.count, "fewer events");
	host_check(!memcmp(cut.events, whole.events, count * sizeof(*cut.events)), "another event");
	if (!all)
		return;
	host_check(cut.count == whole.count, "more events");
	host_check(!memcmp(&cut.totals, &whole.totals, sizeof(cut.totals)), "other totals");
	host_check(!memcmp(cut.losses, whole.losses, sizeof(cut.losses)), "other losses");
	host_check(cut.not_http == whole.not_http, "HTTP or not");
	host_check(cut.endpoints == whole.endpoints, "other endpoints");
	host_check(cut.connections == whole.connections, "other rows of connections");
	host_check(cut.rows == whole.rows, "other requests in flight");
}

#endif
