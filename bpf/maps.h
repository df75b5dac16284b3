/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Every map, its size, and how to reach it. Their types are in abi.h and state.h. */
#ifndef KONG_MONITOR_MAPS_H
#define KONG_MONITOR_MAPS_H

#include "state.h"

enum {
	CGROUPS = 2048, /* twice as many, so that those without an index stay known as well */
	CONNECTIONS = 10000, /* the seed's size */
	ENDPOINTS = 10000, /* the seed's; a quarter is kept free for new paths */
	FOLDED = 8192, /* two legs of the most series that may have names */
	FOLD_ROWS = (int)ENDPOINTS / 4,
	OTHERS = 1024,
	FLOWS = 16384,
	HANDSHAKES = 4096,
	EXCHANGES = 16384,
	RING_SIZE = 256 * 1024,
	WAKE_SIZE = 4096,
	NOT_HTTP_ROWS = (int)LEG_COUNT * (int)NOT_HTTP_COUNT,
	NOT_HTTP_PORTS = 256,
	OWN_PORTS = 64,
	HOLD_STREAMS = 1024,
	HOLD_PIECES = 128,
};

const volatile struct monitor_config config SEC(".rodata.config") = {};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, CONNECTIONS);
	__type(key, struct conn_key);
	__type(value, struct conn_stats);
} conn_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, CONNECTIONS);
	__type(key, struct conn_key6);
	__type(value, struct conn_stats);
} conn_map6 SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, CONTAINERS);
	__type(key, __u32);
	__type(value, struct container_stats);
} container_stats_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, CONTAINERS);
	__type(key, __u32);
	__type(value, struct container);
} container_index SEC(".maps");

/* container_index the other way round: cgroup id to index. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, CGROUPS);
	__type(key, __u64);
	__type(value, __u32);
} cgroup_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, ENDPOINTS);
	__type(key, struct endpoint_key);
	__type(value, struct endpoint_stats);
} endpoint_map SEC(".maps");

/* Rows that made room in endpoint_map, under the name of their series. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, FOLDED);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct endpoint_key);
	__type(value, struct endpoint_stats);
} folded_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, OTHERS);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct other_key);
	__type(value, struct endpoint_stats);
} other_map SEC(".maps");

/* A hash of our own, see inflight.h. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, EXCHANGES);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, struct exchange);
} inflight_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, FLOWS);
	__type(key, struct flow_key);
	__type(value, struct flow);
} flow_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, HANDSHAKES);
	__type(key, struct flow_key);
	__type(value, struct handshake);
} handshake_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, HOLD_STREAMS);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct hold_key);
	__type(value, struct hold_list);
} hold_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, HOLD_PIECES);
	__type(key, struct hold_key);
	__type(value, struct hold_bytes);
} hold_bytes_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, LOSS_COUNT);
	__type(key, __u32);
	__type(value, __u64);
} loss_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, NOT_HTTP_ROWS);
	__type(key, __u32);
	__type(value, __u64);
} not_http_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, NOT_HTTP_PORTS);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, struct not_http_port);
	__type(value, __u64);
} not_http_port_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, COUNTER_COUNT);
	__type(key, __u32);
	__type(value, __u64);
} counter_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct monitor_control);
} control_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct fold);
} fold_map SEC(".maps");

/* Which rows of endpoint_map the last run of fold_mark has listed to be moved. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, FOLD_ROWS);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, struct endpoint_key);
} fold_list SEC(".maps");

/* Carries nothing: it wakes who folds. */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, WAKE_SIZE);
} fold_wake SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, RING_SIZE);
} traffic_events SEC(".maps");

/* What the programs that were loaded last look at: for who takes over. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct monitor_config);
} watch_map SEC(".maps");

/*
 * Local ports of the monitor's own connections: of its endpoint, and of those to
 * a collector. The value is until when; the monitor extends it while it lives.
 */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, OWN_PORTS);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, __u32);
	__type(value, __u64);
} own_port_map SEC(".maps");

/* Flows opened on each CPU, by any program ever loaded over these maps: makes flow ids. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} flow_id_map SEC(".maps");

/* The only one that is not pinned: nothing in it outlives a packet. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, SCRATCH_COUNT);
	__type(key, __u32);
	__type(value, struct scratch);
} scratch_map SEC(".maps");

__u64 requests_replayed SEC(".data.replay"); /* the order of a replay's requests; no count */

static __always_inline struct scratch *scratch_for(__u32 use)
{
	return bpf_map_lookup_elem(&scratch_map, &use);
}

static __always_inline struct scratch *scratch_get(void)
{
	return scratch_for(SCRATCH_PACKET);
}

static __always_inline __u64 clock_now(void)
{
	__u32 zero = 0;
	struct monitor_control *control;

	if (!config.replay)
		return bpf_ktime_get_ns();
	control = bpf_map_lookup_elem(&control_map, &zero);
	return control ? control->clock : 0;
}

static __always_inline void count_in(void *map, __u32 index, __u64 amount)
{
	__u64 *value = bpf_map_lookup_elem(map, &index);

	if (value)
		__sync_fetch_and_add(value, amount);
}

/*
 * Functions of their own: at each lookup the kernel moves all of a program that
 * is behind it (bpf_patch_insn_data()), which a start waits for. What stands in
 * the eighth frame (account_in(), event_write_in()) counts in line.
 */
__noinline int count_loss(enum loss reason)
{
	count_in(&loss_map, reason, 1);
	return 0;
}

__noinline int count_fact(enum counter fact)
{
	count_in(&counter_map, fact, 1);
	return 0;
}

#endif
