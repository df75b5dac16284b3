/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * From a frame to struct packet: Ethernet or raw IP, up to two VLAN tags,
 * IPv4 and IPv6 with extension headers, TCP. Each parse_ function looks at
 * the cursor, advances it behind its header and returns the next protocol, or
 * -1 when the packet is not for us.
 */
#ifndef KONG_MONITOR_PACKET_H
#define KONG_MONITOR_PACKET_H

enum {
	VLAN_DEPTH = 2, /* one tag, or QinQ */
	EXTENSION_DEPTH = 6, /* IPv6 headers before TCP; the verifier needs a bound */
	TRANSPORT_REACH = 0x3fff, /* a bound for the verifier: the headers before TCP */
	TCP_FIN = 1,
	TCP_SYN = 2,
	TCP_RST = 4,
	TCP_ACK = 16,
};

struct cursor {
	void *position;
	void *end;
};

static __always_inline int parse_ethernet(struct cursor *cursor)
{
	struct ethhdr *ethernet = cursor->position;
	__be16 protocol;

	if ((void *)(ethernet + 1) > cursor->end)
		return -1;
	cursor->position = ethernet + 1;
	protocol = ethernet->h_proto;
#pragma unroll
	for (int i = 0; i < VLAN_DEPTH; i++) {
		__be16 *tag = cursor->position;

		if (protocol != bpf_htons(ETH_P_8021Q) && protocol != bpf_htons(ETH_P_8021AD))
			break;
		if ((void *)(tag + 2) > cursor->end)
			return -1;
		protocol = tag[1];
		cursor->position = tag + 2;
	}
	return bpf_ntohs(protocol);
}

/* Raw IP says its version in its first four bits. */
static __always_inline int parse_raw(struct cursor *cursor)
{
	__u8 *first = cursor->position;

	if ((void *)(first + 1) > cursor->end)
		return -1;
	return *first >> 4 == 4 ? ETH_P_IP : ETH_P_IPV6;
}

/*
 * Which end is low: any fixed order will do. Both directions of a connection
 * get the same key.
 */
static __always_inline void packet_ends(struct packet *packet, const __u64 *source,
					const __u64 *destination)
{
	__u64 *low = (__u64 *)packet->key.low_address;
	__u64 *high = (__u64 *)packet->key.high_address;
	int from_high = source[0] != destination[0]   ? source[0] > destination[0]
			: source[1] != destination[1] ? source[1] > destination[1]
						      : 0;

	packet->from_high = from_high;
	low[0] = from_high ? destination[0] : source[0];
	low[1] = from_high ? destination[1] : source[1];
	high[0] = from_high ? source[0] : destination[0];
	high[1] = from_high ? source[1] : destination[1];
}

static __always_inline void packet_ports(struct packet *packet, __be16 source, __be16 destination,
					 int same_address)
{
	if (same_address)
		packet->from_high = source > destination;
	packet->key.low_port = packet->from_high ? destination : source;
	packet->key.high_port = packet->from_high ? source : destination;
	packet->source_port = bpf_ntohs(source);
	packet->destination_port = bpf_ntohs(destination);
}

static __always_inline int parse_ipv4(struct cursor *cursor, struct packet *packet)
{
	struct iphdr *ip = cursor->position;
	__u64 source[2] = {}, destination[2] = {};
	__u32 header, total;

	if ((void *)(ip + 1) > cursor->end)
		return -1;
	if (ip->frag_off & bpf_htons(0x3fff)) { /* a fragment: TCP avoids them */
		if (ip->protocol == IPPROTO_TCP)
			count_loss(LOSS_UNREADABLE);
		return -1;
	}
	header = ip->ihl * 4;
	total = bpf_ntohs(ip->tot_len);
	if (header < sizeof(*ip) || (total && total < header))
		return -1;
	source[0] = ip->saddr;
	destination[0] = ip->daddr;
	packet->key.family = ADDRESS_FAMILY_IPV4;
	packet_ends(packet, source, destination);
	packet->transport_length = total ? total - header : 0; /* BIG TCP writes 0 */
	cursor->position += header;
	return ip->protocol;
}

/* The headers that may stand between IPv6 and TCP; all have a length in their second byte. */
#define IPV6_EXTENSIONS                                                                \
	(1ULL << IPPROTO_HOPOPTS | 1ULL << IPPROTO_ROUTING | 1ULL << IPPROTO_DSTOPTS | \
	 1ULL << IPPROTO_AH)

static __always_inline int parse_ipv6(struct cursor *cursor, struct packet *packet)
{
	struct ipv6hdr *ip = cursor->position;
	__u32 length, skipped = 0;
	__u8 next;

	if ((void *)(ip + 1) > cursor->end)
		return -1;
	length = bpf_ntohs(ip->payload_len);
	next = ip->nexthdr;
	packet->key.family = ADDRESS_FAMILY_IPV6;
	packet_ends(packet, (const __u64 *)&ip->saddr, (const __u64 *)&ip->daddr);
	cursor->position = ip + 1;
#pragma unroll
	for (int i = 0; i < EXTENSION_DEPTH; i++) {
		struct ipv6_opt_hdr *option = cursor->position;
		__u32 size;

		if (next > 63 || !(IPV6_EXTENSIONS >> next & 1))
			break;
		if ((void *)(option + 1) > cursor->end)
			return -1;
		size = next == IPPROTO_AH ? (option->hdrlen + 2) * 4 : (option->hdrlen + 1) * 8;
		next = option->nexthdr;
		skipped += size;
		cursor->position += size;
	}
	if (next == IPPROTO_FRAGMENT)
		count_loss(LOSS_UNREADABLE);
	if (length && length < skipped)
		return -1;
	packet->transport_length = length ? length - skipped : 0; /* a jumbogram writes 0 */
	return next;
}

static __always_inline int port_watched(__u16 port)
{
	return config.all_ports ||
	       (config.ports[BOUND(port >> 3, PORT_BITMAP_SIZE - 1)] >> (port & 7) & 1);
}

/* Could this packet belong to a connection that we follow? */
static __always_inline int packet_wanted(const struct packet *packet)
{
	if (config.upstream)
		return 1;
	return (packet->destination_local && port_watched(packet->destination_port)) ||
	       (packet->source_local && port_watched(packet->source_port));
}

static __always_inline int parse_tcp(struct cursor *cursor, struct packet *packet)
{
	struct tcphdr *tcp = cursor->position;
	__u64 *low = (__u64 *)packet->key.low_address, *high = (__u64 *)packet->key.high_address;
	__u32 header, length = packet->transport_length;

	if ((void *)(tcp + 1) > cursor->end) {
		count_loss(LOSS_UNREADABLE);
		return -1;
	}
	packet_ports(packet, tcp->source, tcp->dest, low[0] == high[0] && low[1] == high[1]);
	if (!packet_wanted(packet))
		return -1;
	header = tcp->doff * 4;
	if (!length)
		length = packet->frame_length - packet->transport_offset;
	if (header < sizeof(*tcp) || length < header ||
	    packet->transport_offset + length > packet->frame_length)
		return -1;
	packet->payload_offset = packet->transport_offset + header;
	packet->payload_length = length - header;
	packet->flags = ((__u8 *)tcp)[13];
	packet->sequence = bpf_ntohl(tcp->seq);
	packet->acknowledged = bpf_ntohl(tcp->ack_seq);
	if (!packet->payload_length && !(packet->flags & (TCP_SYN | TCP_FIN | TCP_RST)) &&
	    !config.replay)
		return -1; /* a pure acknowledgement */
	return 0;
}

/* The cursor by its offset alone: the verifier follows one way from here, not each that led here.
 */
static __always_inline void cursor_join(struct cursor *cursor, void *data, __u32 *offset)
{
	*offset = cursor->position - data;
	FORGET();
	cursor->position = data + BOUND(*offset, TRANSPORT_REACH);
}

/* 0 when the packet is one that we have to look at. The hook has said what it alone knows. */
static __always_inline int packet_parse(void *data, void *data_end, struct packet *packet)
{
	struct cursor cursor = { .position = data, .end = data_end };
	int protocol;

	FORGET();
	protocol = packet->raw_ip ? parse_raw(&cursor) : parse_ethernet(&cursor);
	if (protocol != ETH_P_IP && protocol != ETH_P_IPV6)
		return -1;
	packet->network_protocol = protocol;
	cursor_join(&cursor, data, &packet->transport_offset);
	protocol = packet->network_protocol;
	if (protocol == ETH_P_IP)
		protocol = parse_ipv4(&cursor, packet);
	else
		protocol = parse_ipv6(&cursor, packet);
	if (protocol != IPPROTO_TCP)
		return -1;
	cursor_join(&cursor, data, &packet->transport_offset);
	return parse_tcp(&cursor, packet);
}

#endif
