/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What the kernel side keeps for itself. What user space reads is in abi.h. */
#ifndef KONG_MONITOR_STATE_H
#define KONG_MONITOR_STATE_H

enum {
	PINNED_VERSION =
		3, /* to be raised when what is pinned changes its meaning, not its layout */
	HOLD_SLOTS = 64, /* segments out of order a stream */
	HOLD_PIECE_SIZE = 16384,
	FLOW_ID_CPU_SHIFT = 40, /* a flow's number is one of its CPU's, above which stands that */
};

/* What a packet says, read once at the hook. */
struct packet {
	struct flow_key key;
	__u64 now;
	__u64 cgroup; /* of the local socket that sends a SYN; 0: not known */
	__u32 sequence;
	__u32 acknowledged;
	__u32 frame_length; /* with what is not linear */
	__u32 payload_offset;
	__u32 payload_length;
	__u32 transport_offset;
	__u32 transport_length; /* header and payload; 0: the packet does not say */
	__u16 source_port; /* host order */
	__u16 destination_port;
	__u8 flags; /* TCP's own */
	__u8 from_high; /* the sender is the key's high end */
	__u8 source_local;
	__u8 destination_local;
	__u8 raw_ip; /* no Ethernet header in front */
	__u8 _pad;
	__u16 network_protocol; /* as Ethernet names it */
};

enum stream_flag {
	STREAM_KNOWN = 1, /* next_sequence is known */
	STREAM_CLOSED = 2, /* nothing more can come */
	STREAM_UNASKED = 4, /* the response being read began when no request was in flight */
};

/* One direction of a flow. */
struct stream {
	struct http1_stream http;
	__u64 started; /* first byte of the message being read */
	__u32 credited; /* of http.message_bytes, what the totals have, modulo 2^32 */
	__u32 next_sequence;
	__u32 fin_sequence;
	__u8 held; /* 1: something may be on its hold list */
	__u8 fin; /* 1: fin_sequence is known */
	__u8 flags; /* enum stream_flag */
	__u8 _pad;
};

enum flow_flag {
	FLOW_TRUSTED = 1, /* followed from its handshake, or proven since */
	FLOW_TUNNEL = 2, /* behind 101 or CONNECT: bytes, no messages */
	FLOW_NOT_HTTP = 4,
	FLOW_SIMPLE = 8, /* an HTTP/0.9 request: what comes is its body */
	FLOW_ENDED = 16,
	FLOW_MALFORMED = 32, /* a request line that cannot be read waits for its refusal */
	FLOW_SAVED = 128, /* a row waits for the rest of the header section of the next request */
	FLOW_OWNED = 64, /* container is settled: known, or something counts under 0 already */
};

enum flow_reset {
	FLOW_RESET_BY_CLIENT = 1,
	FLOW_RESET_BY_SERVER = 2,
	FLOW_REPLACED = 3, /* a new connection has the same ends */
};

/*
 * A connection. Only the CPU that holds owner changes it, but for held, fin
 * and reset: those are marks that others leave before they raise pending.
 */
struct flow {
	__u64 id;
	__u32 owner; /* 0 free, else CPU + 1; by compare-and-swap */
	__u32 pending; /* raised by who could not become owner and left something to do */
	__u32 head; /* oldest exchange without its whole response */
	__u32 tail; /* the next request's index */
	__u32 flags; /* enum flow_flag */
	__u32 container;
	__u32 request_end; /* sequence behind the last complete request; of a tunnel: its exchange's
			      index */
	__u32 syn_sequence; /* of the client's SYN, when it was seen */
	__u32 credited_at; /* when a long message was last credited, now >> CREDIT_SHIFT */
	__u8 leg;
	__u8 client_is_high;
	__u8 client_closed_first;
	__u8 reset; /* enum flow_reset: the connection is over */
	__u32 head_methods; /* bit (index & 31) of a request: it is HEAD */
	__u32 connect_methods; /* alike, CONNECT */
	struct stream client;
	struct stream server;
};

/* Behind 48 bytes of the kernel's, and aligned as they are: no line has two flows. */
_Static_assert(48 + sizeof(struct flow_key) + sizeof(struct flow) == 256,
	       "a row of flow_map is hot: four cache lines");

enum handshake_state {
	HANDSHAKE_SYN = 1,
	HANDSHAKE_SYN_ACK = 2,
	HANDSHAKE_CLOSED = 3, /* what still comes of this connection is a repetition */
	HANDSHAKE_SYN_ACK_ALONE = 4, /* no SYN was seen, and perhaps nothing of the client since */
};

struct handshake {
	__u64 time;
	__u64 cgroup; /* of the local end; 0: not known */
	__u32 client_sequence;
	__u32 server_sequence;
	__u8 state; /* enum handshake_state */
	__u8 client_is_high;
	__u8 _pad[6];
};

enum hold_state {
	HOLD_FREE = 0,
	HOLD_CLAIMED = 1, /* its bytes are being written */
	HOLD_RANGE = 2, /* counted bytes of a body, not kept */
	HOLD_BYTES = 3,
};

struct hold_slot {
	__u32 sequence;
	__u16 length;
	__u16 state; /* enum hold_state */
};

struct hold_key {
	__u64 flow_id;
	__u32 server; /* 0 the client's stream, 1 the server's */
	__u32 slot; /* of hold_bytes_map; 0 in hold_map */
};

struct hold_list {
	struct flow_key flow;
	struct bpf_spin_lock lock;
	__u16 count;
	__u16 retired; /* 1: empty and about to be deleted */
	struct hold_slot slots[HOLD_SLOTS];
};

struct hold_bytes {
	__u8 bytes[HOLD_PIECE_SIZE];
};

/* A search of a hold list: what for, and what came of it. */
struct hold_claim {
	__u32 sequence;
	__u32 length;
	__u32 range; /* 1: bytes need not be kept */
	__u32 slot;
	__u32 result; /* enum hold_result */
	__u32 _pad;
};

enum hold_result {
	HOLD_NONE = 0, /* no room, or nothing found */
	HOLD_TAKEN = 1, /* slot is yours */
	HOLD_ALREADY = 2, /* it is held already */
};

/* The part of a stream that is being read: a packet's payload, or a held piece. */
struct span {
	__u32 sequence; /* of its first byte */
	__u32 length;
	__u32 position; /* consumed so far */
	__u32 failed;
};

/* The index of a cgroup: that of its row, or of the first free one, which becomes its. */
struct container_search {
	__u64 cgroup;
	__u64 index; /* 0: there is none */
};

/* What one accounting step adds. */
struct delta {
	__u64 bytes_sent; /* of the totals */
	__u64 bytes_received; /* alike, and of the connection */
	__u64 exchange_sent; /* of the endpoint */
	__u64 exchange_received;
	__u64 ttfb;
	__u64 total;
	__u64 request_body;
	__u64 response_body;
	__s64 in_flight;
	__u32 unanswered; /* enum unanswered_reason + 1, as in enum exchange_status */
	__u32 desynced; /* enum desync_reason + 1 */
	__u32 bucket; /* of total */
	__u32 request_bucket; /* of request_body */
	__u32 response_bucket;
	__u8 requests;
	__u8 responses;
	__u8 errors;
	__u8 unmatched;
	__u8 late;
	__u8 aborted;
	__u8 exchanges; /* an exchange ended: endpoint_map */
	__u8 timed; /* its total is known */
	__u8 request_bodies; /* request_body is known to its end */
	__u8 response_bodies;
	__u8 parts; /* enum account_part */
	__u8 _pad;
};

/* Where a step adds: what came behind an exchange's end is in the totals already. */
enum account_part {
	ACCOUNT_TOTALS = 1,
	ACCOUNT_CONNECTION = 2,
	ACCOUNT_ENDPOINT = 4,
};

/* What of a request its connection's row does not have yet. */
struct listing {
	__u64 bytes_sent;
	__u32 requests;
	__u32 _pad;
};

struct event_detail {
	__u64 bytes;
	__u64 ttfb;
	__u64 total;
	__u64 response_body_bytes;
	__u32 type;
	__u32 reason;
	__u16 status;
	__u16 interim_status;
	__u8 flags;
	__u8 _pad[3];
};

/*
 * Packets are handled with softirqs off: one user a CPU at a time. The sweep
 * may be interrupted by them (test runs of 6.1 leave softirqs on).
 */
enum scratch_use {
	SCRATCH_PACKET = 0,
	SCRATCH_SWEEP = 1,
	SCRATCH_COUNT = 2,
};

/* Too big for the stack. */
struct scratch {
	struct packet packet;
	struct request_head head; /* of the request being read */
	struct exchange exchange; /* the one being accounted */
	struct inflight_key exchange_key;
	struct delta delta;
	struct listing listing;
	struct event_detail event;
	struct conn_key connection;
	struct conn_key6 connection6;
	struct conn_stats connection_row;
	struct endpoint_key endpoint;
	struct other_key other;
	struct fold_step fold;
	struct endpoint_stats endpoint_row;
	struct flow flow_row;
	struct handshake handshake;
	struct span span;
	struct hold_claim claim;
	struct hold_key hold_key;
	struct flow_key flow_key;
	__u64 hold_row[sizeof(struct hold_list) / 8]; /* a new list; a lock may not stand here */
	__u8 first[16]; /* the first bytes of a segment that may start a message */
	__u64 flow_id; /* of the packet's flow: its row may become another's */
	__u32 at_sequence; /* where in its stream the parser stands */
	__u32 use; /* enum scratch_use */
	__u32 body_due; /* 1: the request's body of the one being accounted counts with it */
	__u32 owner; /* what this CPU is as a flow's owner; the sweep is none */
	__u32 events; /* 1: somebody asked for them when the packet came, or the sweep began */
	__u32 _pad;
	struct http1_window window;
};

#endif
