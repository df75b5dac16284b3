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

static __always_inline int flow_take(struct flow *flow)
{
	return __sync_val_compare_and_swap(&flow->owner, 0, owner_self()) == 0;
}

/* By compare-and-swap: a row that was deleted may be another flow's by now. */
static __always_inline int flow_release(struct flow *flow)
{
	__u32 self = owner_self();

	return __sync_val_compare_and_swap(&flow->owner, self, 0) == self;
}

static long flow_wait_step(__u32 index, struct flow **flow)
{
	return (*flow)->owner == 0;
}

/* Takes the flow unless it is over, or its row another flow's by now. */
static __always_inline int flow_take_same(struct flow *flow, __u64 id)
{
	if (!flow_take(flow))
		return 0;
	if (flow->id == id && !(flow->flags & FLOW_ENDED))
		return 1;
	flow_release(flow);
	return 0;
}

/* Takes the flow, if need be after some waiting. */
static __always_inline int flow_take_patiently(struct flow *flow)
{
	__u64 id = flow->id;

	if (flow->owner) {
		count_fact(COUNTER_CONTENDED);
		bpf_loop(OWNER_PATIENCE, flow_wait_step, &flow, 0);
	}
	return flow_take_same(flow, id);
}

#endif
