/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Connections that are not HTTP/1: counted once, by kind, and by port for the warnings. */
#ifndef KONG_MONITOR_FOREIGN_H
#define KONG_MONITOR_FOREIGN_H

/* Once a connection, so a function of its own costs nothing. */
__noinline int count_not_http(struct flow *flow, __u32 kind)
{
	struct scratch *scratch = scratch_get();
	struct not_http_port place = {};
	const struct packet *packet;
	__u64 one = 1;

	if (!scratch || !flow)
		return 0;
	packet = &scratch->packet;
	place.leg = flow->leg == LEG_UPSTREAM ? LEG_UPSTREAM : LEG_DOWNSTREAM;
	place.kind = kind < NOT_HTTP_COUNT ? kind : NOT_HTTP_OTHER;
	place.port = packet->from_high == flow->client_is_high ? packet->destination_port
							       : packet->source_port;
	count_in(&not_http_map, place.leg * NOT_HTTP_COUNT + place.kind, 1);
	if (bpf_map_update_elem(&not_http_port_map, &place, &one, BPF_NOEXIST)) {
		__u64 *flows = bpf_map_lookup_elem(&not_http_port_map, &place);

		if (flows)
			__sync_fetch_and_add(flows, 1);
	}
	return 0;
}

static __always_inline void flow_not_http(struct flow *flow, __u8 kind)
{
	if (flow->flags & FLOW_NOT_HTTP)
		return;
	flow->flags |= FLOW_NOT_HTTP;
	count_not_http(flow, kind);
}

/* The first bytes may have come one by one: then the token that they made tells more. */
static __always_inline __u8 stream_kind(const struct scratch *scratch, const struct stream *stream,
					int server)
{
	__u64 token = WORD_LOAD(scratch->head.method_token);

	if (server || stream->http.field != NOT_HTTP_OTHER || !(__u8)token)
		return stream->http.field;
	return http1_guess(scratch->head.token_length == 3 ? token | (__u64)' ' << 24 : token, 8);
}

#endif
