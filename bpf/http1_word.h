/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/* Eight bytes at a time: the arithmetic that http1.h reads text with. Pure C, little-endian. */
#ifndef KONG_MONITOR_HTTP1_WORD_H
#define KONG_MONITOR_HTTP1_WORD_H

#define WORD_ONES 0x0101010101010101ULL
#define WORD_HIGH 0x8080808080808080ULL
#define WORD_OF(byte) (WORD_ONES * (__u8)(byte))
#define WORD8(a, b, c, d, e, f, g, h)                                                            \
	((__u64)(a) | (__u64)(b) << 8 | (__u64)(c) << 16 | (__u64)(d) << 24 | (__u64)(e) << 32 | \
	 (__u64)(f) << 40 | (__u64)(g) << 48 | (__u64)(h) << 56)

/* What stands in memory the verifier does not know: it forgets by which way it came here. */
#define FORGET() asm volatile("" ::: "memory")

#ifdef __bpf__
/* clang drops a mask that it thinks redundant; the verifier needs to see it. */
#define BOUND(value, mask)                                           \
	({                                                           \
		__u64 _bound = (value);                              \
		asm volatile("%0 &= %1" : "+r"(_bound) : "i"(mask)); \
		_bound;                                              \
	})
/* A plain dereference: memcpy() would become eight loads of a byte. */
#define WORD_LOAD(from) (*(const __u64 *)(from))
#define WORD_STORE(to, word) (*(__u64 *)(to) = (word))
#else
#define BOUND(value, mask) ((__u64)(value) & (mask))
static inline __u64 word_load(const void *from)
{
	__u64 word;

	__builtin_memcpy(&word, from, sizeof(word));
	return word;
}
#define WORD_LOAD(from) word_load(from)
#define WORD_STORE(to, word)                                   \
	do {                                                   \
		__u64 _word = (word);                          \
		__builtin_memcpy((to), &_word, sizeof(_word)); \
	} while (0)
#endif

/*
 * Of structs that hold bytes alone the compiler does not know that they begin
 * at a multiple of eight, and would copy byte by byte.
 */
static __always_inline void words_copy(void *to, const void *from, const __u32 size)
{
#pragma unroll
	for (__u32 i = 0; i < size; i += 8)
		WORD_STORE((__u8 *)to + i, WORD_LOAD((const __u8 *)from + i));
}

static __always_inline void words_clear(void *to, const __u32 size)
{
#pragma unroll
	for (__u32 i = 0; i < size; i += 8)
		WORD_STORE((__u8 *)to + i, 0);
}

/* The high bit of each byte that equals the pattern's; exact up to the lowest one. */
static __always_inline __u64 word_find(__u64 word, __u64 pattern)
{
	__u64 zero = word ^ pattern;

	return (zero - WORD_ONES) & ~zero & WORD_HIGH;
}

/* Which byte the lowest mark of word_find() stands in; marks must not be 0. */
static __always_inline __u32 word_first(__u64 marks)
{
	return (((marks & -marks) >> 7) * 0x0001020304050607ULL) >> 56;
}

/* The first count (0 to 7) bytes, zeros behind. */
static __always_inline __u64 word_head(__u64 word, __u32 count)
{
	return word & ((1ULL << (8 * (count & 7))) - 1);
}

/* ASCII letters in lower case, every other byte as it is. */
static __always_inline __u64 word_lower(__u64 word)
{
	__u64 low = word & ~WORD_HIGH;
	__u64 from_a = low + WORD_OF(0x80 - 'A');
	__u64 past_z = low + WORD_OF(0x7f - 'Z');

	return word | (((from_a ^ past_z) & ~word & WORD_HIGH) >> 2);
}

static __always_inline __u8 byte_lower(__u8 byte)
{
	return (__u8)(byte - 'A') < 26 ? byte | 0x20 : byte;
}

static __always_inline int byte_is_digit(__u8 byte)
{
	return (__u8)(byte - '0') < 10;
}

#define BIT64(c) (1ULL << ((c)&63))

/* RFC 9110 section 5.6.2: tchar. */
static __always_inline int byte_is_token(__u8 byte)
{
	const __u64 low = BIT64('!') | BIT64('#') | BIT64('$') | BIT64('%') | BIT64('&') |
			  BIT64('\'') | BIT64('*') | BIT64('+') | BIT64('-') | BIT64('.') |
			  (0x3ffULL << ('0' & 63));
	const __u64 high = (0x3ffffffULL << ('A' & 63)) | BIT64('^') | BIT64('_') | BIT64('`') |
			   (0x3ffffffULL << ('a' & 63)) | BIT64('|') | BIT64('~');

	if (byte & 0x80)
		return 0;
	return ((byte & 0x40 ? high : low) >> (byte & 63)) & 1;
}

#endif
