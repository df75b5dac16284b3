/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Whose traffic it is: the cgroup of the local socket that sends has an index
 * of its own for as long as the maps live. It is learned at egress, where
 * packets have their socket: from the SYN-ACK of a server, the SYN of a client.
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

/* The index of the packet's cgroup, 0 when all are taken. */
__noinline int container_find(void)
{
	struct scratch *scratch = scratch_get();
	struct container_search search = {};
	__u32 *known, index;

	if (!scratch)
		return 0;
	known = bpf_map_lookup_elem(&cgroup_map, &scratch->packet.cgroup);
	if (known) {
		index = *known;
	} else {
		search.cgroup = scratch->packet.cgroup;
		bpf_loop(CONTAINERS - 1, container_claim, &search, 0);
		index = search.index;
		bpf_map_update_elem(&cgroup_map, &scratch->packet.cgroup, &index, BPF_ANY);
	}
	if (!index)
		count_loss(LOSS_CONTAINER_FULL);
	return index;
}

/*
 * A flow that was met in the middle gets its container with the first packet
 * that its local end sends, unless something of it counts under 0 already: an
 * exchange begins and ends under one index.
 */
static __always_inline void flow_own(struct flow *flow, const struct packet *packet, int server)
{
	if ((flow->flags & FLOW_OWNED) || packet->cgroup <= CGROUP_ROOT ||
	    server != (flow->leg == LEG_DOWNSTREAM))
		return;
	flow->container = container_find();
	flow->flags |= FLOW_OWNED;
}

#endif
