/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Rules of HTTP/1 and what bpf/http1.h makes of them, each with its stream cut
 * at every place and read byte by byte. Prints a line a rule.
 */
#include "describe.h"

enum {
	QUERY = HTTP1_KEEP_QUERY,
	TO_HEAD = 256, /* the responses answer HEAD */
	TO_CONNECT = 512,
	CLOSED = 1024, /* the connection is closed at the end */
};

struct rule {
	const char *name;
	int flags;
	const char *bytes;
	__u32 length;
	const char *expected;
};

/* Strings here may contain NUL. */
#define BYTES(text) (text), sizeof(text) - 1

static const struct rule request_rules[] = {
#include "unit_request_line.inc"
#include "unit_fields.inc"
#include "unit_request_framing.inc"
#include "unit_chunks.inc"
#include "unit_proxy.inc"
};

static const struct rule response_rules[] = {
#include "unit_response.inc"
};

static struct reader reader;
static struct http1_window window;
static struct text text;
static int failures;

static void start(const struct rule *rule, __u8 direction)
{
	reader_start(&reader, direction | (rule->flags & QUERY));
	if (rule->flags & TO_HEAD)
		reader.heads = 0xff;
	if (rule->flags & TO_CONNECT)
		reader.connects = 0xff;
}

static int matches(const struct rule *rule, __u32 cut)
{
	reader_stop(&reader, rule->flags & CLOSED);
	describe_all(&text, &reader);
	if (!strcmp(text.bytes, rule->expected))
		return 1;
	printf("failed: %s (cut at %u of %u)\nexpected:\n%sread:\n%s", rule->name, cut,
	       rule->length, rule->expected, text.bytes);
	failures++;
	return 0;
}

static void piece(const struct rule *rule, __u32 from, __u32 to)
{
	reader_piece(&reader, &window, (const __u8 *)rule->bytes + from, to - from, 0, 'x');
}

static int holds(const struct rule *rule, __u8 direction)
{
	for (__u32 cut = 0; cut <= rule->length; cut++) {
		start(rule, direction);
		piece(rule, 0, cut);
		piece(rule, cut, rule->length);
		if (!matches(rule, cut))
			return 0;
	}
	start(rule, direction);
	for (__u32 at = 0; at < rule->length; at++)
		piece(rule, at, at + 1);
	return matches(rule, 1);
}

static void check_all(const struct rule *rules, __u32 count, __u8 direction)
{
	for (__u32 i = 0; i < count; i++) {
		if (holds(&rules[i], direction))
			printf("passed: %s\n", rules[i].name);
	}
}

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

int main(void)
{
	check_all(request_rules, COUNT(request_rules), 0);
	check_all(response_rules, COUNT(response_rules), HTTP1_RESPONSE);
	return failures != 0;
}
