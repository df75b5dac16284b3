/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Segments that came before their turn: a hole is in front of them, or another
 * CPU has the stream. A list per stream says which; their bytes are kept in
 * pieces, but of a body that is merely counted a range is enough.
 */
#ifndef KONG_MONITOR_HOLD_H
#define KONG_MONITOR_HOLD_H

enum {
	HOLD_PIECES_SEGMENT = 5, /* pieces of the largest packet, 64 KiB and a bit */
};

static __always_inline void hold_key(struct scratch *scratch, const struct flow *flow, int server,
				     __u32 slot)
{
	scratch->hold_key.flow_id = flow->id;
	scratch->hold_key.server = server;
	scratch->hold_key.slot = slot;
}

static __always_inline struct hold_list *hold_list(struct scratch *scratch, const struct flow *flow,
						   int server)
{
	hold_key(scratch, flow, server, 0);
	return bpf_map_lookup_elem(&hold_map, &scratch->hold_key);
}

/* scratch->hold_row is all zeros but for the ends of its flow, which stand first. */
static __always_inline struct hold_list *hold_list_make(struct scratch *scratch,
							const struct flow *flow, int server)
{
	struct hold_list *list = hold_list(scratch, flow, server);

	if (list)
		return list;
	*(struct flow_key *)scratch->hold_row = scratch->packet.key;
	bpf_map_update_elem(&hold_map, &scratch->hold_key, scratch->hold_row, BPF_NOEXIST);
	return bpf_map_lookup_elem(&hold_map, &scratch->hold_key);
}

/* The slots that a claim may use, one more than their index; 0: none. */
struct hold_choice {
	__u64 free;
	__u64 same; /* it holds these bytes already */
	__u64 range; /* its range ends where the claim begins */
};

static __always_inline void hold_choose(const struct hold_list *list, __u64 sequence, __u64 length,
					struct hold_choice *choice)
{
#pragma clang loop unroll(disable)
	for (__u64 i = 0; i < HOLD_SLOTS; i++) {
		const struct hold_slot *slot = &list->slots[i];
		__u64 free = is_zero(slot->state);
		__u64 same = (free ^ 1) & is_zero(slot->sequence - sequence) &
			     is_negative((__s64)length - slot->length - 1);
		__u64 range = is_zero(slot->state - HOLD_RANGE) &
			      is_zero((__u32)(slot->sequence + slot->length - sequence));

		choice->free += opaque(free) * (i + 1 - choice->free);
		choice->same += opaque(same) * (i + 1 - choice->same);
		choice->range += opaque(range) * (i + 1 - choice->range);
	}
}

/* Puts the claim into the list, whose lock is held. */
static __always_inline void hold_settle(struct hold_list *list, struct hold_claim *claim,
					const struct hold_choice *choice)
{
	struct hold_slot *slot = &list->slots[BOUND(choice->range - 1, HOLD_SLOTS - 1)];

	if (choice->same) {
		claim->result = HOLD_ALREADY;
	} else if (claim->range && choice->range && slot->length + claim->length <= 0xffff) {
		slot->length += claim->length;
		claim->result = HOLD_ALREADY;
	} else if (choice->free && !list->retired) {
		claim->slot = choice->free - 1;
		slot = &list->slots[BOUND(claim->slot, HOLD_SLOTS - 1)];
		slot->sequence = claim->sequence;
		slot->length = claim->length;
		slot->state = claim->range ? HOLD_RANGE : HOLD_CLAIMED;
		list->count++;
		claim->result = HOLD_TAKEN;
	}
}

/* Takes a slot for scratch->claim. */
__noinline int hold_claim(struct flow *flow, int server)
{
	struct scratch *scratch = scratch_get();
	struct hold_choice choice = {};
	struct hold_list *list;

	if (!scratch || !flow)
		return 0;
	scratch->claim.result = HOLD_NONE;
	list = hold_list_make(scratch, flow, server);
	if (!list)
		return 0;
	bpf_spin_lock(&list->lock);
	hold_choose(list, scratch->claim.sequence, scratch->claim.length, &choice);
	hold_settle(list, &scratch->claim, &choice);
	bpf_spin_unlock(&list->lock);
	return 0;
}

/* Moves the slot of scratch->claim from one state to the next: written, or free. 0: the list is
 * gone. */
__noinline int hold_set(struct flow *flow, int server, __u32 state)
{
	struct scratch *scratch = scratch_get();
	struct hold_list *list;
	struct hold_slot *slot;

	if (!scratch || !flow)
		return 0;
	list = hold_list(scratch, flow, server);
	if (!list)
		return 0;
	slot = &list->slots[BOUND(scratch->claim.slot, HOLD_SLOTS - 1)];
	bpf_spin_lock(&list->lock);
	slot->state = state;
	list->count -= state == HOLD_FREE;
	bpf_spin_unlock(&list->lock);
	return 1;
}

/*
 * Finds a held segment whose turn has come: scratch->claim says which.
 * Overlaps are cut later.
 */
__noinline int hold_next(struct flow *flow, int server, __u32 next)
{
	struct scratch *scratch = scratch_get();
	struct hold_list *list;
	struct hold_claim *claim;
	__u64 found = 0; /* one more than its index */

	if (!scratch || !flow)
		return 0;
	claim = &scratch->claim;
	claim->result = HOLD_NONE;
	list = hold_list(scratch, flow, server);
	if (!list)
		return 0;
	bpf_spin_lock(&list->lock);
#pragma clang loop unroll(disable)
	for (__u64 i = 0; i < HOLD_SLOTS; i++) {
		struct hold_slot *slot = &list->slots[i];
		__u64 ready = is_negative((__s64)HOLD_CLAIMED - slot->state) &
			      is_negative((__s64)(__s32)(slot->sequence - next) - 1);

		found += opaque(ready) * (i + 1 - found);
	}
	if (found) {
		struct hold_slot *slot = &list->slots[BOUND(found - 1, HOLD_SLOTS - 1)];

		claim->sequence = slot->sequence;
		claim->length = slot->length;
		claim->range = slot->state == HOLD_RANGE;
		claim->slot = found - 1;
		claim->result = HOLD_TAKEN;
	}
	bpf_spin_unlock(&list->lock);
	return claim->result == HOLD_TAKEN;
}

/* Deletes an empty list. Who comes upon it in between finds it retired: a counted loss. */
__noinline int hold_retire(struct flow *flow, int server)
{
	struct scratch *scratch = scratch_get();
	struct hold_list *list;
	int empty;

	if (!scratch || !flow)
		return 0;
	list = hold_list(scratch, flow, server);
	if (!list)
		return 1;
	bpf_spin_lock(&list->lock);
	empty = list->count == 0;
	list->retired = empty;
	bpf_spin_unlock(&list->lock);
	if (empty)
		bpf_map_delete_elem(&hold_map, &scratch->hold_key);
	return empty;
}

static __always_inline long hold_forget_step(__u32 index, struct scratch **scratch)
{
	(*scratch)->hold_key.slot = index;
	bpf_map_delete_elem(&hold_bytes_map, &(*scratch)->hold_key);
	return 0;
}

/* Everything that is held of one stream goes. */
__noinline int hold_forget(struct flow *flow, int server, __u32 use)
{
	struct scratch *scratch = scratch_for(use);

	if (!flow || !scratch)
		return 0;
	hold_key(scratch, flow, server, 0);
	bpf_map_delete_elem(&hold_map, &scratch->hold_key);
	bpf_loop(HOLD_SLOTS, hold_forget_step, &scratch, 0);
	return 0;
}

static __always_inline void stream_forget_held(struct flow *flow, struct stream *stream, int server)
{
	if (!stream->held)
		return;
	stream->held = 0;
	hold_forget(flow, server, SCRATCH_PACKET);
}

#endif
