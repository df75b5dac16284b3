/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Truth as a number, 1 or 0: where the verifier would follow each of many ways. */
#ifndef KONG_MONITOR_BRANCHLESS_H
#define KONG_MONITOR_BRANCHLESS_H

static __always_inline __u64 opaque(__u64 value)
{
	asm volatile("" : "+r"(value)); /* clang would make comparisons of it again */
	return value;
}

static __always_inline __u64 is_negative(__s64 value)
{
	return opaque(opaque(value) >> 63);
}

static __always_inline __u64 is_zero(__u64 value)
{
	return opaque(is_negative(value | -value) ^ 1);
}

#endif
