/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What the survey of "doctor" and user space share. The law is that of abi.h. */
#ifndef KONG_MONITOR_SURVEY_ABI_H
#define KONG_MONITOR_SURVEY_ABI_H

#include "abi.h"

enum {
	SURVEY_PLACES = 4, /* a bond, a VLAN, a bridge and its port: one packet passes several */
	SURVEY_HELLO_PIECE = 2048,
	SURVEY_HELLO_REACH = 8192, /* a ClientHello with post-quantum keys has some 2,000 bytes */
};

enum survey_direction {
	SURVEY_DIRECTION_INGRESS = 0,
	SURVEY_DIRECTION_EGRESS = 1,
};

/* Of a side, what was seen of it. */
enum survey_flag {
	SURVEY_FLAG_SYN = 1,
	SURVEY_FLAG_SYN_ACK = 2,
	SURVEY_FLAG_FIN = 4,
	SURVEY_FLAG_RST = 8,
};

/* What a side's first payload looks like. */
enum survey_kind {
	SURVEY_KIND_UNKNOWN = 0, /* none came yet, or it was met in the middle */
	SURVEY_KIND_REQUEST = 1, /* a word and a space: the other side's answer decides */
	SURVEY_KIND_RESPONSE = 2, /* HTTP/1 */
	SURVEY_KIND_FOREIGN = 3, /* and above: + enum not_http */
};

/* What the survey could not keep. */
enum survey_loss {
	SURVEY_LOSS_FLOW_FULL = 0, /* packets of connections that had no room */
	SURVEY_LOSS_HELLO_FULL = 1, /* pieces of ClientHellos that had no room */
	SURVEY_LOSS_COUNT = 2,
};

struct survey_interface_key {
	__u32 interface;
	__u32 direction; /* enum survey_direction */
};

/* Made by user space; a packet on an interface without one is not looked at. */
struct survey_interface {
	__u64 packets; /* TCP that could be read */
	__u64 bytes; /* of payload */
	__u64 segments; /* with payload */
	__u64 not_tcp;
	__u64 fragments; /* of IP: their TCP can't be followed */
	__u64 unreadable; /* TCP that is cut short, or that the kernel would not give */
	__u32 raw_ip; /* 1: no Ethernet header; set by user space */
	__u32 _pad;
};

/* What one end of a connection sent. */
struct survey_side {
	__u64 packets; /* of a forwarded connection: at each interface */
	__u64 bytes;
	__u32 ingress[SURVEY_PLACES]; /* interfaces by which they came in; 0 behind the last */
	__u32 egress[SURVEY_PLACES];
	__u32 flags; /* enum survey_flag */
	__u32 kind; /* enum survey_kind */
	__u32 syns; /* connections that it began with these ends */
	__u32 syn_sequence;
};

struct survey_flow {
	struct survey_side low; /* as in flow_key */
	struct survey_side high;
};

/* A piece of what the client of a TLS connection sends first. */
struct survey_hello {
	struct flow_key flow;
	__u32 offset; /* in the client's stream */
	__u32 length;
	__u8 bytes[SURVEY_HELLO_PIECE];
};

#endif
