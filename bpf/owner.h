/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * One CPU at a time has a flow. Who finds it taken waits a moment, then leaves
 * what it brought (a held segment, a FIN, a reset) as a mark and raises
 * pending; who has the flow looks at the marks before it gives it back, and
 * looks again if pending was raised meanwhile. So nothing is left behind.
 */
#ifndef KONG_MONITOR_OWNER_H
#define KONG_MONITOR_OWNER_H

enum {
	OWNER_PATIENCE = 1024, /* tries: some 20 microseconds, an owner needs two */
	FINISH_ROUNDS = 4096, /* as long as others bring something meanwhile */
};

static __always_inline __u32 owner_self(void)
{
	return bpf_get_smp_processor_id() + 1;
}

static __always_inline int flow_take(const struct scratch *scratch, struct flow *flow)
{
	return __sync_val_compare_and_swap(&flow->owner, 0, scratch->owner) == 0;
}

/* By compare-and-swap: a row that was deleted may be another flow's by now. */
static __always_inline int flow_release(const struct scratch *scratch, struct flow *flow)
{
	__u32 self = scratch->owner;

	return __sync_val_compare_and_swap(&flow->owner, self, 0) == self;
}

static long flow_wait_step(__u32 index, struct flow **flow)
{
	return (*flow)->owner == 0;
}

/* A function of its own: it is rare. */
__noinline int flow_wait(struct flow *flow)
{
	if (!flow)
		return 0;
	count_fact(COUNTER_CONTENDED);
	bpf_loop(OWNER_PATIENCE, flow_wait_step, &flow, 0);
	return 0;
}

/* Takes the flow unless it is over, or its row another flow's by now. */
static __always_inline int flow_take_same(const struct scratch *scratch, struct flow *flow,
					  __u64 id)
{
	if (!flow_take(scratch, flow))
		return 0;
	if (flow->id == id && !(flow->flags & FLOW_ENDED))
		return 1;
	flow_release(scratch, flow);
	return 0;
}

/* Takes the flow, if need be after some waiting. */
static __always_inline int flow_take_patiently(const struct scratch *scratch, struct flow *flow)
{
	__u64 id = flow->id;

	if (flow->owner)
		flow_wait(flow);
	return flow_take_same(scratch, flow, id);
}

#endif
