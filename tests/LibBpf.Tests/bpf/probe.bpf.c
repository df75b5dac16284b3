/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* One small program or map for every feature of the binding that the tests use. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum {
	TC_NEXT = -1,
	ETHERNET_HEADER = 14,
	RECORDS_MAX = 1024,
};

enum hook {
	HOOK_XDP = 0,
	HOOK_TC_INGRESS = 1,
	HOOK_TC_EGRESS = 2,
	HOOK_COUNT = 3,
};

struct probe_config {
	__u32 answer;
	__u32 _pad;
	__u64 big;
};

struct probe_key {
	__u64 number;
	__u8 name[8];
};

struct probe_value {
	__u64 number;
	__u64 square;
	__u64 zero;
};

struct locked_value {
	struct bpf_spin_lock lock;
	__u32 _pad;
	__u64 left;
	__u64 right;
};

struct record {
	__u64 sequence;
	__u64 sum;
};

const volatile struct probe_config config SEC(".rodata.config") = {};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, struct probe_key);
	__type(value, struct probe_value);
} a_hash_map_with_a_long_name SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1000);
	__type(key, __u32);
	__type(value, struct locked_value);
} locked_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1000);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, __u32);
	__type(value, struct probe_value);
} mapped_array SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} tiny_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} per_cpu_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} per_cpu_hash SEC(".maps");

/* A kind of map that the kernel does not read in batches. */
struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 200);
	__type(key, __u32);
	__type(value, __u32);
} device_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, HOOK_COUNT);
	__type(key, __u32);
	__type(value, __u64);
} packet_map SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} records SEC(".maps");

static __always_inline void count(__u32 hook)
{
	__u64 *packets = bpf_map_lookup_elem(&packet_map, &hook);
	if (packets)
		__sync_fetch_and_add(packets, 1);
}

SEC("xdp")
int xdp_count(struct xdp_md *context)
{
	count(HOOK_XDP);
	return XDP_PASS;
}

SEC("xdp")
int xdp_count_twice(struct xdp_md *context)
{
	count(HOOK_XDP);
	count(HOOK_XDP);
	return XDP_PASS;
}

/* Grows the packet by eight bytes in front and fills them. */
SEC("xdp")
int xdp_grow(struct xdp_md *context)
{
	if (bpf_xdp_adjust_head(context, -8))
		return XDP_ABORTED;
	void *data = (void *)(long)context->data;
	void *end = (void *)(long)context->data_end;
	if (data + 8 > end)
		return XDP_ABORTED;
	__builtin_memset(data, 0xab, 8);
	return XDP_TX;
}

/* Returns the length of the metadata in front of the packet. */
SEC("xdp")
int xdp_metadata(struct xdp_md *context)
{
	return context->data - context->data_meta;
}

SEC("tc")
int tc_ingress(struct __sk_buff *context)
{
	count(HOOK_TC_INGRESS);
	return TC_NEXT;
}

SEC("tc")
int tc_egress(struct __sk_buff *context)
{
	count(HOOK_TC_EGRESS);
	return TC_NEXT;
}

SEC("tc")
int tc_mark(struct __sk_buff *context)
{
	context->mark += 1;
	context->cb[4] = context->cb[0] + context->ifindex;
	return TC_NEXT;
}

SEC("tc")
int tc_answer(struct __sk_buff *context)
{
	return config.big == 1ull << 40 ? config.answer : 0;
}

/* Writes left and right under the lock, so that they are equal in every locked copy. */
SEC("tc")
int tc_write_locked(struct __sk_buff *context)
{
	__u32 index = 0;
	struct locked_value *value = bpf_map_lookup_elem(&locked_map, &index);
	if (!value)
		return 0;
	bpf_spin_lock(&value->lock);
	value->left++;
	value->right++;
	bpf_spin_unlock(&value->lock);
	return 1;
}

SEC("tc")
int tc_count_cpu(struct __sk_buff *context)
{
	__u32 index = 0;
	__u32 *value = bpf_map_lookup_elem(&per_cpu_map, &index);
	if (value)
		*value += 1;
	return bpf_get_smp_processor_id();
}

/* Writes as many records as the context's mark says; returns how many found room. */
SEC("tc")
int tc_emit(struct __sk_buff *context)
{
	__u32 wanted = context->mark, written = 0;
	for (__u32 i = 0; i < RECORDS_MAX && i < wanted; i++) {
		struct record *record = bpf_ringbuf_reserve(&records, sizeof(*record), 0);
		if (!record)
			break;
		record->sequence = i;
		record->sum = i + 1000;
		bpf_ringbuf_submit(record, 0);
		written++;
	}
	return written;
}

char LICENSE[] SEC("license")
= "Dual MIT/GPL";
