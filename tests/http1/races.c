/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * What one CPU does comes between two steps of another, at every such place in
 * turn: what counts must be the same as if one had come behind the other.
 * Prints a line a race.
 */
#define HOST_MEETING
#include "outcome.h"

static void nothing(void)
{
}

struct race {
	const char *name;
	void (*before)(void);
	void (*one)(void);
	void (*other)(void); /* comes in between */
	void (*after)(void);
	const void *(*place)(void); /* where they meet; 0: wherever others see a step */
};

static const struct race *race;
static __u32 meetings; /* so far */
static __u32 places; /* where they could have met */
static __u32 meeting; /* where the other comes in, from 1; 0: nowhere */

static void host_meeting(const void *place)
{
	if (!race || host_cpu || (race->place && place != race->place()))
		return;
	if (++meetings == meeting)
		host_other_cpu(race->other);
}

static struct sender {
	__u32 client; /* the next sequence number of each */
	__u32 server;
} senders[2];

static void deliver(__u8 connection, __u8 server, __u32 sequence, const char *text, __u8 flags)
{
	struct sender *sender = &senders[connection];
	struct host_packet packet = {
		.bytes = (const __u8 *)text,
		.length = strlen(text),
		.sequence = sequence,
		.acknowledged = server ? sender->client : sender->server,
		.server = server,
		.flags = flags,
		.connection = connection,
	};

	host_send(&packet);
}

static void handshake(__u8 connection)
{
	senders[connection] = (struct sender){ 1000, 2000 };
	deliver(connection, 0, 999, "", TCP_SYN);
	deliver(connection, 1, 1999, "", TCP_SYN | TCP_ACK);
}

static void client_sends(__u8 connection, const char *text)
{
	__u32 sequence = senders[connection].client;

	senders[connection].client += strlen(text);
	deliver(connection, 0, sequence, text, TCP_ACK);
}

static void server_sends(__u8 connection, const char *text)
{
	__u32 sequence = senders[connection].server;

	senders[connection].server += strlen(text);
	deliver(connection, 1, sequence, text, TCP_ACK);
}

#include "races.h"

/* The other comes in at the given meeting, 0: behind the one, or before it. */
static void run(struct outcome *result, __u32 at, int other_first)
{
	host_reset();
	outcome = result;
	outcome->count = 0;
	race->before();
	meetings = 0;
	meeting = at;
	if (other_first)
		host_other_cpu(race->other);
	race->one();
	host_free_deleted();
	places = meetings;
	if (!at && !other_first)
		host_other_cpu(race->other);
	meeting = 0;
	race->after();
	host_check_identity();
	conclude();
}

static int same(const struct outcome *one, const struct outcome *other)
{
	return !memcmp(&one->rows, &other->rows, sizeof(*one) - offsetof(struct outcome, rows));
}

static int fails(void)
{
	static struct outcome first, behind, between;
	__u32 count, failures = 0;

	run(&behind, 0, 0);
	count = places;
	run(&first, 0, 1);
	for (__u32 at = 1; at <= count; at++) {
		run(&between, at, 0);
		if (same(&between, &behind) || same(&between, &first) ||
		    between.losses[LOSS_HOLD_FULL]) /* see hold_retire() */
			continue;
		printf("failed: %s (at meeting %u of %u)\n", race->name, at, count);
		failures++;
	}
	if (!failures)
		printf("passed: %s, %u places\n", race->name, count);
	return failures || !count;
}

int main(void)
{
	int status = 0;

	host_open();
	host_configure(0);
	host.on_event = note_event;
	for (__u32 i = 0; i < sizeof(races) / sizeof(*races); i++) {
		race = &races[i];
		status |= fails();
	}
	return status;
}
