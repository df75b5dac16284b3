/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* The whole of bpf/ for the host, with its maps open, and one connection to send it packets of. */
#ifndef KONG_MONITOR_HOST_MONITOR_H
#define KONG_MONITOR_HOST_MONITOR_H

#include <sys/mman.h>
#include "../../../bpf/monitor.bpf.c"

enum {
	HOST_CLIENT_PORT = 40000,
	HOST_SERVER_PORT = 8000,
	HOST_HEADERS = sizeof(struct ethhdr) + sizeof(struct iphdr) + sizeof(struct tcphdr),
	HOST_INTERFACE = 2,
	HOST_FRAME = HOST_HEADERS + 65535,
	HOST_EXCHANGES = 1024, /* more than a delivery has: none is without room */
	HOST_ALIGN = 2, /* of the Ethernet header, as drivers do: IP stands at a multiple of 4 */
};

/* Programs know packets by 32-bit addresses. */
static __u8 *host_frame; /* of who runs */
static __u8 *host_frames[HOST_CPUS];

/* .rodata.config is written by user space before it is loaded. */
static void host_configure(int include_query)
{
	struct monitor_config *writable = (struct monitor_config *)&config;
	const long page = 4096;
	long start = (long)writable & -page, end = (long)(writable + 1);

	asm("" : "+r"(writable)); /* clang drops what is written to a constant */
	host_check(!mprotect((void *)start, end - start, PROT_READ | PROT_WRITE), "mprotect");
	writable->all_ports = 1;
	writable->include_query = include_query;
	writable->connections = CONNECTIONS;
	writable->exchange_mask = HOST_EXCHANGES - 1;
	writable->timeout = 120ULL * 1000000000;
}

static void host_open_cpu(void)
{
	__u8 *frame = mmap(0, HOST_FRAME + 4096, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

	host_check(frame != MAP_FAILED, "mmap");
	host_frames[host_cpu] = frame + HOST_ALIGN;
	for (__u32 use = 0; use < SCRATCH_COUNT; use++)
		scratch_for(use)->use = use;
}

static void host_open(void)
{
	HOST_MAP(conn_map);
	HOST_MAP(conn_map6);
	HOST_MAP(container_stats_map);
	HOST_MAP(endpoint_map);
	HOST_MAP(folded_map);
	HOST_MAP(other_map);
	HOST_MAP(inflight_map);
	HOST_MAP(flow_map);
	HOST_MAP(handshake_map);
	HOST_MAP(hold_map);
	HOST_MAP(hold_bytes_map);
	HOST_MAP(loss_map);
	HOST_MAP(not_http_map);
	HOST_MAP(not_http_port_map);
	HOST_MAP(counter_map);
	HOST_MAP(control_map);
	HOST_MAP(fold_map);
	HOST_MAP(fold_list);
	HOST_MAP(container_index);
	HOST_MAP(cgroup_map);
	HOST_MAP(watch_map);
	HOST_MAP(own_port_map);
	HOST_MAP(flow_id_map);
	HOST_MAP(scratch_map);
	HOST_RING(fold_wake);
	HOST_RING(traffic_events);
	for (host_cpu = 0; host_cpu < HOST_CPUS; host_cpu++)
		host_open_cpu();
	host_cpu = 0;
	host_frame = host_frames[0];
}

static void host_zero(void *map)
{
	memset(host_map(map)->values, 0,
	       host_array_rows(host_map(map)) * host_map(map)->value_size);
}

static struct exchange *host_exchange(__u32 place)
{
	return bpf_map_lookup_elem(&inflight_map, &place);
}

static void host_forget_exchanges(void)
{
	for (__u32 place = 0; place < HOST_EXCHANGES; place++)
		if (host_exchange(place)->key.flow_id)
			memset(host_exchange(place), 0, sizeof(struct exchange));
}

/* As if newly loaded, but that the scratch keeps what it has: nothing may depend on it. */
static void host_reset(void)
{
	__u32 zero = 0;
	struct monitor_control *control = bpf_map_lookup_elem(&control_map, &zero);

	host_map_clear(&conn_map);
	host_map_clear(&endpoint_map);
	host_map_clear(&other_map);
	host_forget_exchanges();
	host_map_clear(&flow_map);
	host_map_clear(&handshake_map);
	host_map_clear(&hold_map);
	host_map_clear(&hold_bytes_map);
	host_map_clear(&not_http_port_map);
	memset(host_map(&container_stats_map)->values, 0, sizeof(struct container_stats));
	host_zero(&loss_map);
	host_zero(&not_http_map);
	host_zero(&counter_map);
	host_zero(&flow_id_map);
	control->events = 1;
	control->reader_until = ~0ULL;
	host.now = 1000000000;
}

struct host_packet {
	const __u8 *bytes;
	__u32 length;
	__u32 sequence;
	__u32 acknowledged;
	__u8 server; /* who sends it */
	__u8 flags;
	__u8 connection; /* 0 or another: its client's port is that much higher */
};

static void host_headers(const struct host_packet *packet)
{
	struct ethhdr *ethernet = (struct ethhdr *)host_frame;
	struct iphdr *ip = (struct iphdr *)(ethernet + 1);
	struct tcphdr *tcp = (struct tcphdr *)(ip + 1);
	const __u32 client = bpf_htonl(0xc6120001), server = bpf_htonl(0xc6120002);
	const __u16 port = HOST_CLIENT_PORT + packet->connection;

	memset(host_frame, 0, HOST_HEADERS);
	ethernet->h_proto = bpf_htons(ETH_P_IP);
	ip->version = 4;
	ip->ihl = 5;
	ip->protocol = IPPROTO_TCP;
	ip->tot_len = bpf_htons(HOST_HEADERS - sizeof(*ethernet) + packet->length);
	ip->saddr = packet->server ? server : client;
	ip->daddr = packet->server ? client : server;
	tcp->source = bpf_htons(packet->server ? HOST_SERVER_PORT : port);
	tcp->dest = bpf_htons(packet->server ? port : HOST_SERVER_PORT);
	tcp->doff = 5;
	tcp->seq = bpf_htonl(packet->sequence);
	tcp->ack_seq = bpf_htonl(packet->acknowledged);
	((__u8 *)tcp)[13] = packet->flags;
}

static struct leg_stats *host_leg(void)
{
	__u32 zero = 0;
	struct container_stats *stats = bpf_map_lookup_elem(&container_stats_map, &zero);

	return &stats->downstream;
}

/* requests = responses + unanswered + desynced + in_flight, at any time. */
static void host_check_identity(void)
{
	const struct leg_stats *leg = host_leg();
	__u64 ended = leg->responses + leg->in_flight;

	for (int i = 0; i < UNANSWERED_REASON_COUNT; i++)
		ended += leg->unanswered[i];
	for (int i = 0; i < DESYNC_REASON_COUNT; i++)
		ended += leg->desynced[i];
	host_check(leg->requests == ended,
		   "requests are not responses + unanswered + desynced + in flight");
}

static void host_send(const struct host_packet *packet)
{
	struct __sk_buff context = {};

	host_headers(packet);
	memcpy(host_frame + HOST_HEADERS, packet->bytes, packet->length);
	host.frame = host_frame;
	host.frame_length = HOST_HEADERS + packet->length;
	host.now += 1000000;
	context.ifindex = HOST_INTERFACE;
	context.len = host.frame_length;
	context.data = (__u32)(long)host_frame;
	context.data_end = (__u32)(long)host_frame + HOST_HEADERS; /* the rest is not linear */
	if (packet->server)
		egress_tc(&context);
	else
		ingress_tc(&context);
	if (host_cpu) /* who was interrupted may have rows yet that this one deleted */
		return;
	host_free_deleted();
	host_check_identity();
}

/* Runs what another CPU does while this one is where it is. */
static void host_other_cpu(void (*run)(void))
{
	const __u8 *frame = host.frame;
	__u32 length = host.frame_length, cpu = host_cpu;

	host_cpu = 1;
	host_frame = host_frames[1];
	run();
	host_cpu = cpu;
	host_frame = host_frames[cpu];
	host.frame = frame;
	host.frame_length = length;
}

#endif
