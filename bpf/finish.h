/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* What is left to do with a flow before its owner gives it back: held segments, FINs, resets. */
#ifndef KONG_MONITOR_FINISH_H
#define KONG_MONITOR_FINISH_H

/* A FIN whose turn has come: nothing more follows on this stream. */
static __always_inline void stream_close(struct scratch *scratch, struct flow *flow, int server)
{
	struct stream *stream = stream_of(flow, server);
	__u32 reason = flow->client_closed_first ? UNANSWERED_REASON_CLOSED_BY_CLIENT
						 : UNANSWERED_REASON_CLOSED_BY_SERVER;

	if (!stream->fin || (stream->flags & STREAM_CLOSED) ||
	    (__s32)(stream->next_sequence - stream->fin_sequence) < 0)
		return;
	stream->flags |= STREAM_CLOSED;
	if (server) {
		server_close(scratch, flow, 0);
		exchange_drain(flow, reason + 1, 0);
	} else {
		client_flush(flow);
		flow->client_closed_first = !(flow->server.flags & STREAM_CLOSED);
	}
}

/* The connection ended at once: reset, or replaced by a new one. */
static __always_inline void flow_break(struct scratch *scratch, struct flow *flow)
{
	__u32 reset = flow->reset, unanswered = 0, desynced = 0;

	if (reset == FLOW_REPLACED)
		desynced = DESYNC_REASON_PORT_REUSED + 1;
	else if (flow->server.held) /* bytes are missing: the answer may have been among them */
		desynced = DESYNC_REASON_GAP + 1;
	else if (reset == FLOW_RESET_BY_SERVER)
		unanswered = UNANSWERED_REASON_RESET_BY_SERVER + 1;
	else
		unanswered = UNANSWERED_REASON_RESET_BY_CLIENT + 1;
	if (!(flow->server.flags & STREAM_CLOSED))
		server_close(scratch, flow, 1);
	client_flush(flow);
	exchange_drain(flow, unanswered, desynced);
}

static __always_inline void stream_settle(struct scratch *scratch, struct flow *flow, int server,
					  int look)
{
	struct stream *stream = stream_of(flow, server);
	struct segment segment = {
		.scratch = scratch,
		.flow = flow,
		.stream = stream,
		.server = server,
	};

	if (stream->held || look)
		stream_drain(&segment);
	stream_close(scratch, flow, server);
}

/* One look at everything that may wait; returns 1 when the flow is given back or over. */
static long finish_round(__u32 round, struct segment *segment)
{
	struct scratch *scratch = segment->scratch;
	struct flow *flow = segment->flow;
	__u32 pending = __sync_fetch_and_add(&flow->pending, 0);

	stream_settle(scratch, flow, 0, round || segment->again);
	stream_settle(scratch, flow, 1, round || segment->again);
	if (flow->reset)
		flow_break(scratch, flow);
	if (flow->reset || (flow->client.flags & flow->server.flags & STREAM_CLOSED)) {
		flow_close(flow);
		return 1;
	}
	if (!flow_release(scratch, flow) || __sync_fetch_and_add(&flow->pending, 0) == pending)
		return 1;
	return round == FINISH_ROUNDS - 1 || !flow_take_same(scratch, flow, scratch->flow_id);
}

/* Nothing waits, as a rule. Returns 1 when the flow was given back. */
static __always_inline int finish_quiet(struct segment *segment)
{
	struct scratch *scratch = segment->scratch;
	struct flow *flow = segment->flow;
	__u32 pending = __sync_fetch_and_add(&flow->pending, 0);

	if (flow->client.held | flow->client.fin | flow->server.held | flow->server.fin |
	    flow->reset)
		return 0;
	if (!flow_release(scratch, flow) || __sync_fetch_and_add(&flow->pending, 0) == pending)
		return 1;
	segment->again = 1;
	return !flow_take_same(scratch, flow, scratch->flow_id);
}

/* Called by the flow's owner. */
static __always_inline void flow_finish(struct segment *segment)
{
	if (!finish_quiet(segment))
		bpf_loop(FINISH_ROUNDS, finish_round, segment, 0);
}

#endif
