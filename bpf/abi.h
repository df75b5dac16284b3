/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Every type that the kernel side and user space share. The C# side is
 * generated from this file's BTF at build time: a change here is enough.
 *
 * Law: fixed-size integers, enums, arrays and nested structs only; padding is
 * written out (-Wpadded); sizes are multiples of 8. Numbers are in host order,
 * addresses and ports in network order, times in CLOCK_MONOTONIC nanoseconds.
 */
#ifndef KONG_MONITOR_ABI_H
#define KONG_MONITOR_ABI_H

enum {
	DOMAIN_SIZE = 64, /* 63 bytes and NUL, as the seed's keys have it */
	PATH_SIZE = 128, /* 127 bytes and NUL */
	METHOD_TOKEN_SIZE = 32, /* 31 bytes and NUL */
	ADDRESS_SIZE = 16, /* IPv4 in the first four bytes, zeros behind */
	SIZE_BUCKETS = 10, /* up to 256 bytes, eight times four of them more, over 16 MiB */
	LATENCY_BUCKETS = 42, /* up to 64 us, 40 half octaves, over 2^26 us */
	PORT_BITMAP_SIZE = 8192,
	RAW_IP_INTERFACES = 4,
	CONTAINERS = 1000, /* the seed's size; index 0 is for what is not attributed */
	FOLD_STEPS = 7, /* rows that a run of fold_move moves */
	REPLAY_BOTH_LOCAL = 1, /* a packet's mark in a replay: both its ends are the gateway's */
};

enum http_method {
	HTTP_METHOD_OTHER = 0,
	HTTP_METHOD_GET = 1,
	HTTP_METHOD_POST = 2,
	HTTP_METHOD_PUT = 3,
	HTTP_METHOD_DELETE = 4,
	HTTP_METHOD_HEAD = 5,
	HTTP_METHOD_OPTIONS = 6,
	HTTP_METHOD_PATCH = 7,
	HTTP_METHOD_CONNECT = 8,
	HTTP_METHOD_TRACE = 9,
	HTTP_METHOD_UNKNOWN = 255, /* the request's names were lost (LOSS_INFLIGHT_FULL) */
};

enum leg {
	LEG_DOWNSTREAM = 0, /* client to gateway: the server end is local */
	LEG_UPSTREAM = 1, /* gateway to service: the client end is local */
	LEG_COUNT = 2,
};

enum address_family {
	ADDRESS_FAMILY_IPV4 = 4,
	ADDRESS_FAMILY_IPV6 = 6,
};

enum event_type {
	EVENT_TYPE_REQUEST = 1,
	EVENT_TYPE_RESPONSE = 2,
	EVENT_TYPE_ERROR = 3, /* replaces RESPONSE when status >= 400; status 0: unanswered */
	EVENT_TYPE_DESYNCED = 4, /* a request that was counted and could not be followed */
};

enum event_flag {
	EVENT_FLAG_DOMAIN_CUT = 1,
	EVENT_FLAG_PATH_CUT = 2,
	EVENT_FLAG_ABORTED = 4, /* the response's head came, its end did not */
	EVENT_FLAG_LATE = 8, /* the response to a request already counted as timed out */
};

/*
 * Pseudo statuses in endpoint_key and other_key. Below the lowest that a
 * response has: unanswered, for the reason of enum unanswered_reason + 1.
 */
enum exchange_status {
	EXCHANGE_STATUS_RESET_BY_CLIENT = 1,
	EXCHANGE_STATUS_RESET_BY_SERVER = 2,
	EXCHANGE_STATUS_CLOSED_BY_CLIENT = 3,
	EXCHANGE_STATUS_CLOSED_BY_SERVER = 4,
	EXCHANGE_STATUS_TIMEOUT = 5,
	EXCHANGE_STATUS_LOWEST_ANSWERED = 100,
	EXCHANGE_STATUS_DESYNCED = 65535,
};

/* Why no response came. */
enum unanswered_reason {
	UNANSWERED_REASON_RESET_BY_CLIENT = 0,
	UNANSWERED_REASON_RESET_BY_SERVER = 1,
	UNANSWERED_REASON_CLOSED_BY_CLIENT = 2,
	UNANSWERED_REASON_CLOSED_BY_SERVER = 3,
	UNANSWERED_REASON_TIMEOUT = 4,
	UNANSWERED_REASON_COUNT = 5,
};

/* Why a counted request could not be followed to its response. */
enum desync_reason {
	DESYNC_REASON_GAP = 0, /* bytes that never passed this hook */
	DESYNC_REASON_HOLD_FULL = 1, /* more segments out of order than are kept */
	DESYNC_REASON_INVALID = 2, /* bytes that are not HTTP/1 where it must stand */
	DESYNC_REASON_FLOW_EVICTED =
		3, /* the flow was forgotten: for newer ones, by other options */
	DESYNC_REASON_PORT_REUSED = 4, /* a new connection took the same addresses */
	DESYNC_REASON_COUNT = 5,
};

/* What the monitor itself could not keep. Zero everywhere in a healthy run. */
enum loss {
	LOSS_RING_FULL = 0, /* events not written: the reader is slow */
	LOSS_NO_READER = 1, /* events not written: nobody reads */
	LOSS_CONNECTION_FULL = 2, /* conn_map refused a row; totals are exact */
	LOSS_ENDPOINT_FULL = 3, /* no room for a row with names; counted in other_map */
	LOSS_OTHER_FULL = 4, /* other_map refused a row; totals are exact */
	LOSS_INFLIGHT_FULL = 5, /* a request's names had no room; totals are exact */
	LOSS_FLOW_FULL = 6, /* flow_map refused a connection: it is not followed */
	LOSS_HOLD_FULL = 7, /* a segment out of order had no room */
	LOSS_UNREADABLE = 8, /* packet bytes that the kernel would not give */
	LOSS_CONTAINER_FULL = 9, /* a connection whose container got no index; totals are exact */
	LOSS_COUNT = 10,
};

/* Flows on a watched port, or started by the gateway, that are not HTTP/1. */
enum not_http {
	NOT_HTTP_TLS = 0,
	NOT_HTTP_HTTP2 = 1,
	NOT_HTTP_SSH = 2,
	NOT_HTTP_SMTP = 3,
	NOT_HTTP_REDIS = 4,
	NOT_HTTP_OTHER = 5,
	NOT_HTTP_COUNT = 6,
};

/* not_http_port_map: where such flows were met, as far as there is room. */
struct not_http_port {
	__u16 port; /* the server's, host order */
	__u8 kind; /* enum not_http */
	__u8 leg; /* enum leg */
	__u32 _pad;
};

/* Plain facts, no losses. */
enum counter {
	COUNTER_CONNECTION_ROWS = 0, /* rows ever created in conn_map */
	COUNTER_CONNECTION_ROWS6 = 1, /* rows ever created in conn_map6 */
	COUNTER_FLOWS_OPENED = 2,
	COUNTER_FLOWS_CLOSED = 3,
	COUNTER_RETRANSMITTED = 4, /* segments with nothing new */
	COUNTER_HELD = 5, /* segments kept until a hole was filled */
	COUNTER_CONTENDED = 6, /* segments met while another CPU had the stream */
	COUNTER_UNPROVEN = 7, /* requests on a flow joined in the middle that no response proved */
	COUNTER_ENDPOINTS = 8, /* rows ever created in endpoint_map */
	COUNTER_ENDPOINTS_FOLDED = 9, /* of them: moved into folded_map or other_map */
	COUNTER_NO_SYN_ACK = 10, /* connections whose client sends, though no SYN-ACK was seen */
	COUNTER_NO_SYN = 11, /* SYN-ACKs whose SYN was not seen */
	COUNTER_ENDPOINT_ORDERS = 12, /* orders given to rows of endpoint_map, or tried */
	COUNTER_COUNT = 13,
};

/* .rodata.config: set before load, frozen after. */
struct monitor_config {
	__u8 all_ports;
	__u8 upstream; /* follow exchanges that the gateway starts */
	__u8 include_query;
	__u8 replay; /* a capture: its clock is control_map's, and it may miss packets */
	__u32 connections; /* rows that conn_map has room for */
	__u32 fold_at; /* rows of endpoint_map from which on user space is woken to fold some */
	__u32 exchange_mask; /* places in inflight_map less one, a power of two less one */
	__u64 timeout; /* ns without one response byte until unanswered */
	__u32 raw_ip_interfaces[RAW_IP_INTERFACES]; /* ifindex of those without an Ethernet header,
						       0 = none */
	__u8 ports[PORT_BITMAP_SIZE]; /* downstream: bit (port & 7) of byte (port >> 3) */
};

/* control_map[0]: what user space says while the programs run. */
struct monitor_control {
	__u64 reader_until; /* events are written until then */
	__u64 since; /* CLOCK_REALTIME ns of the start before which nothing counted */
	__u64 clock; /* of a replay: now */
	__u32 events; /* 0: nobody wants events, which is no loss */
	__u32 attaching; /* 1: not all programs are attached, so no connection is followed yet */
};

/* fold_map[0]: which rows the next run of the program fold_mark marks, and what it did. */
struct fold {
	__u64 before; /* in: those not active since */
	__u64 newest; /* the order given last when it was done */
	__u32 rows; /* how many it listed in fold_list, from its beginning on */
	__u32 _pad;
};

/* How far a row of endpoint_map is on its way into another map. */
enum folding {
	FOLDING_NONE = 0,
	FOLDING_MARKED = 1, /* by user space; an exchange takes the mark away */
	FOLDING_MOVES = 2, /* this moment: nothing is added any more */
};

struct conn_key {
	__u32 source_ip; /* the client of the exchange */
	__u32 destination_ip;
	__u16 source_port;
	__u16 destination_port;
	__u8 protocol; /* 6 */
	__u8 method; /* enum http_method */
	__u8 _pad[2];
	__u8 domain[DOMAIN_SIZE];
	__u8 path[PATH_SIZE];
};

struct conn_key6 {
	__u8 source_ip[ADDRESS_SIZE];
	__u8 destination_ip[ADDRESS_SIZE];
	__u16 source_port;
	__u16 destination_port;
	__u8 protocol;
	__u8 method;
	__u8 _pad[2];
	__u8 domain[DOMAIN_SIZE];
	__u8 path[PATH_SIZE];
};

/*
 * Detail of the most recent connections, never a source of totals. An exchange
 * is in it from its end on, a long one before: until then struct exchange says
 * what is missing.
 */
struct conn_stats {
	__u64 requests;
	__u64 responses;
	__u64 bytes_sent; /* client to server */
	__u64 bytes_received; /* server to client */
	__u64 errors;
	__u64 last_activity;
	__u64 created;
	__u32 container;
	__u8 leg; /* enum leg */
	__u8 partial; /* 1: an earlier row of this key may have been evicted */
	__u8 _pad[2];
};

struct leg_stats {
	__u64 requests;
	__u64 responses;
	__u64 bytes_sent;
	__u64 bytes_received;
	__u64 errors; /* 4xx + 5xx + unanswered */
	__u64 last_activity;
	__u64 in_flight;
	__u64 unmatched; /* responses without a known request */
	__u64 late; /* responses to requests already counted as timed out */
	__u64 aborted; /* responses, counted above, that were cut short */
	__u64 unanswered[UNANSWERED_REASON_COUNT];
	__u64 desynced[DESYNC_REASON_COUNT];
};

/*
 * requests = responses + sum(unanswered) + sum(desynced) + in_flight, in every
 * copy taken under the lock (BPF_F_LOCK).
 */
struct container_stats {
	struct leg_stats downstream;
	struct leg_stats upstream;
	struct bpf_spin_lock lock;
	__u32 _pad;
};

/* container_index: an index in container_stats_map and elsewhere, and whose it is. */
struct container {
	__u64 cgroup; /* its id in cgroup v2; 0: nobody's */
};

struct endpoint_key {
	__u32 container;
	__u8 leg; /* enum leg */
	__u8 method; /* enum http_method */
	__u16 status; /* or enum exchange_status */
	__u8 domain[DOMAIN_SIZE];
	__u8 path[PATH_SIZE];
};

/* A run of the program fold_move gets one to FOLD_STEPS of them in the place of a packet. */
struct fold_step {
	struct endpoint_key from; /* a marked row of endpoint_map */
	struct endpoint_key to; /* the row of folded_map that gets what it has */
	__u32 to_other; /* 1: the row of other_map instead */
	__u32 _pad;
};

/* endpoint_key without names: what the other two maps have no row for. */
struct other_key {
	__u32 container;
	__u8 leg;
	__u8 method;
	__u16 status;
};

/* Exchanges that ended; of a tunnel or an early answer the bytes may still grow. */
struct endpoint_stats {
	__u64 exchanges;
	__u64 bytes_sent;
	__u64 bytes_received;
	__u64 request_body_sum; /* bytes, after removal of chunking */
	__u64 response_body_sum;
	__u64 request_body[SIZE_BUCKETS]; /* each exchange but desynced ones, by size_bucket() */
	__u64 response_body[SIZE_BUCKETS]; /* each answered one */
	__u64 ttfb_sum; /* ns, answered exchanges */
	__u64 latency_sum; /* ns, first request byte to last response byte or to the verdict */
	__u64 last_activity;
	__u64 order; /* of a named row: 1, 2, 3 as they were created; some numbers are nobody's */
	__u64 latency[LATENCY_BUCKETS]; /* those exchanges, by latency_bucket() */
	__u32 folding; /* enum folding; by compare-and-swap once it is marked */
	__u32 _pad;
};

/*
 * A connection: its two ends in an order that does not depend on the
 * direction of the packet. Addresses as ADDRESS_SIZE says.
 */
struct flow_key {
	__u8 low_address[ADDRESS_SIZE];
	__u8 high_address[ADDRESS_SIZE];
	__u16 low_port;
	__u16 high_port;
	__u32 family; /* enum address_family */
};

enum exchange_state {
	EXCHANGE_STATE_PARSING = 0, /* the request's head is not complete */
	EXCHANGE_STATE_PROVISIONAL = 1, /* not counted until its response proves it */
	EXCHANGE_STATE_IN_FLIGHT = 2,
	EXCHANGE_STATE_TIMED_OUT = 3, /* counted as unanswered, a late response may come */
	EXCHANGE_STATE_ENDED = 4, /* counted; kept for the rest of its bytes */
};

/* What a request said of itself. */
struct request_head {
	__u8 domain[DOMAIN_SIZE]; /* lower case, no port */
	__u8 path[PATH_SIZE];
	__u8 method_token[METHOD_TOKEN_SIZE];
	__u8 method; /* enum http_method */
	__u8 domain_length;
	__u8 path_length;
	__u8 token_length;
	__u8 flags; /* enum event_flag, and what the parser notes (enum head_note) */
	__u8 _pad[3];
};

struct inflight_key {
	__u64 flow_id;
	__u32 index; /* of the request on its connection */
	__u32 _pad;
};

/*
 * inflight_map: a request from its first byte until nothing more can come. A
 * copy that was taken while the row became another's has two different keys,
 * or is of no state that counts: the state is what is written last.
 */
struct exchange {
	struct inflight_key key; /* flow_id 0: the row is free */
	__u32 state; /* enum exchange_state; changed by compare-and-swap alone */
	__u32 request_complete;
	struct request_head head;
	struct flow_key flow;
	__u64 started; /* first byte of the request */
	__u64 progress; /* the last byte of it that was seen: the timeout runs from here */
	__u64 request_bytes;
	__u64 request_body_bytes;
	__u64 accounted_bytes; /* of the request, in endpoint_map when the response ended first */
	__u64 order; /* as in traffic_event */
	__u64 listed; /* what its connection's row has: its request and so many bytes, plus one; or
			 0 */
	__u32 container;
	__u32 body_counted; /* the size of its body is in endpoint_map; by compare-and-swap */
	__u16 status; /* of its response, or enum exchange_status, once ended */
	__u8 leg;
	__u8 client_is_high; /* which end of the flow_key sent the request */
	__u8 request_reported; /* the REQUEST event was written */
	__u8 _pad[3];
	struct inflight_key end; /* the key once more */
};

/* traffic_events: source is the sender of the message. */
struct traffic_event {
	__u32 type; /* enum event_type */
	__u8 family; /* enum address_family */
	__u8 method; /* enum http_method */
	__u8 leg; /* enum leg */
	__u8 flags; /* enum event_flag */
	__u8 source[ADDRESS_SIZE];
	__u8 destination[ADDRESS_SIZE];
	__u16 source_port;
	__u16 destination_port;
	__u16 status; /* 0 in requests and unanswered errors */
	__u16 interim_status; /* last 1xx before the response, 0 = none */
	__u8 domain[DOMAIN_SIZE];
	__u8 path[PATH_SIZE];
	__u64 timestamp; /* when the message ended */
	__u64 bytes; /* of the message */
	__u64 ttfb; /* ns; 0 in requests */
	__u64 total; /* ns; 0 in requests */
	__u64 flow_id;
	__u32 exchange_index;
	__u32 container;
	__u64 request_body_bytes; /* after removal of chunking */
	__u64 response_body_bytes;
	__u8 method_token[METHOD_TOKEN_SIZE];
	__u64 request_bytes; /* of the exchange's request so far */
	__u64 order; /* of a replay: 1, 2, 3 as requests' header sections ended; else 0 */
	__u32 reason; /* enum unanswered_reason in an ERROR of status 0, enum desync_reason in
			 DESYNCED */
	__u32 _pad;
};

#endif
