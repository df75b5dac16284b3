/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * In the place of libbpf's header of this name: the kernel's helpers as plain
 * functions, so that bpf/monitor.bpf.c compiles for the host as it is.
 */
#ifndef KONG_MONITOR_HOST_BPF_HELPERS_H
#define KONG_MONITOR_HOST_BPF_HELPERS_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/bpf.h>
#include <linux/errno.h>

#define SEC(name) __attribute__((used))
#define __uint(name, val) int(*name)[val]
#define __type(name, val) typeof(val) *name
#undef __always_inline
#define __always_inline inline __attribute__((always_inline))
#undef __noinline
#define __noinline __attribute__((noinline))

#ifdef HOST_MEETING
/* Between two steps that other CPUs see: here another may run. */
static void host_meeting(const void *place);

#define HOST_ATOMIC(operation, place, ...)                                    \
	({                                                                    \
		host_meeting(place);                                          \
		typeof(*(place)) host_before = operation(place, __VA_ARGS__); \
		host_meeting(place);                                          \
		host_before;                                                  \
	})
#define __sync_val_compare_and_swap(place, from, to) \
	HOST_ATOMIC(__sync_val_compare_and_swap, place, from, to)
#define __sync_fetch_and_add(place, value) HOST_ATOMIC(__sync_fetch_and_add, place, value)
#define __sync_lock_test_and_set(place, value) HOST_ATOMIC(__sync_lock_test_and_set, place, value)
#else
#define host_meeting(place)
#endif

#include "../map.h"

/* What a program gets as its context, and what the clock says. */
static struct {
	__u64 now;
	const __u8 *frame;
	__u32 frame_length;
	void *event; /* reserved in the ring, not yet submitted */
	void (*on_event)(void *event);
} host;

static inline __u64 bpf_ktime_get_ns(void)
{
	return host.now;
}

static inline __u32 bpf_get_smp_processor_id(void)
{
	return host_cpu;
}

static inline void bpf_spin_lock(struct bpf_spin_lock *lock)
{
	host_meeting(lock);
	host_check(lock->val == 0, "a lock is taken twice");
	lock->val = 1;
}

static inline void bpf_spin_unlock(struct bpf_spin_lock *lock)
{
	host_check(lock->val == 1, "a free lock is released");
	lock->val = 0;
	host_meeting(lock);
}

/* The parser's loops must end because all is read, never because they were too short. */
static inline long host_loop(__u32 count, long (*step)(__u32, void *), void *context, int ends)
{
	for (__u32 i = 0; i < count; i++) {
		if (step(i, context))
			return i + 1;
	}
	host_check(!ends, "a segment needs more steps than its loop has");
	return count;
}

#define bpf_loop(count, step, context, flags)                          \
	host_loop((count), (long (*)(__u32, void *))(step), (context), \
		  !strncmp(#step, "segment_step", sizeof("segment_step") - 1))

static inline long host_load(__u32 offset, void *to, __u32 length)
{
	if (offset > host.frame_length || length > host.frame_length - offset)
		return -EFAULT;
	memcpy(to, host.frame + offset, length);
	return 0;
}

#define bpf_xdp_load_bytes(context, offset, to, length) host_load((offset), (to), (length))
#define bpf_skb_load_bytes(context, offset, to, length) host_load((offset), (to), (length))
/* The network header stands behind the Ethernet header. */
#define bpf_skb_load_bytes_relative(context, offset, to, length, start) \
	host_load((offset) + 14, (to), (length))
#define bpf_xdp_get_buff_len(context) (host.frame_length)
#define bpf_skb_cgroup_id(context) (0ULL)

static inline long bpf_probe_read_kernel(void *to, __u32 length, const void *from)
{
	memcpy(to, from, length);
	return 0;
}

static inline void *bpf_ringbuf_reserve(void *ring, __u64 size, __u64 flags)
{
	host_check(!host.event, "two events are open");
	host.event = malloc(size);
	return host.event;
}

static inline void bpf_ringbuf_discard(void *event, __u64 flags)
{
	host_check(event == host.event, "not the event that was reserved");
	host.event = 0;
	free(event);
}

static inline void bpf_ringbuf_submit(void *event, __u64 flags)
{
	if (host.on_event)
		host.on_event(event);
	bpf_ringbuf_discard(event, flags);
}

#endif
