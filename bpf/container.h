/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Whose traffic it is: the cgroup of the local socket that sends has an index
 * of its own for as long as the maps live. It is learned at egress, where
 * packets have their socket: from the SYN-ACK of a server, the SYN of a client.
 * The index is given when the connection carries data.
 */
#ifndef KONG_MONITOR_CONTAINER_H
#define KONG_MONITOR_CONTAINER_H

enum {
	CGROUP_ROOT = 1, /* everybody's who is in no cgroup of v2: nobody's */
};

/* Indexes are given in order and never given back, so a cgroup's own comes before any free one. */
static long container_claim(__u32 round, struct container_search *search)
{
	__u32 index = round + 1;
	struct container *row = bpf_map_lookup_elem(&container_index, &index);
	__u64 cgroup;

	if (!row)
		return 1;
	cgroup = __sync_val_compare_and_swap(&row->cgroup, 0, search->cgroup);
	if (cgroup && cgroup != search->cgroup)
		return 0;
	search->index = index;
	return 1;
}

/* The index of a cgroup, 0 when all are taken. */
__noinline int container_find(__u64 cgroup)
{
	struct container_search search = { .cgroup = cgroup };
	__u32 *known = bpf_map_lookup_elem(&cgroup_map, &search.cgroup);
	__u32 index;

	if (known) {
		index = *known;
	} else {
		bpf_loop(CONTAINERS - 1, container_claim, &search, 0);
		index = search.index;
		bpf_map_update_elem(&cgroup_map, &search.cgroup, &index, BPF_ANY);
	}
	if (!index)
		count_loss(LOSS_CONTAINER_FULL);
	return index;
}

static __always_inline void flow_own_by(struct flow *flow, __u64 cgroup)
{
	if (cgroup <= CGROUP_ROOT)
		return;
	flow->container = container_find(cgroup);
	flow->flags |= FLOW_OWNED;
}

/*
 * A flow that was met in the middle gets its container with the first packet
 * that its local end sends, unless something of it counts under 0 already: an
 * exchange begins and ends under one index.
 */
static __always_inline int flow_wants_owner(const struct flow *flow, int server)
{
	return !(flow->flags & FLOW_OWNED) && server == (flow->leg == LEG_DOWNSTREAM);
}

#endif
