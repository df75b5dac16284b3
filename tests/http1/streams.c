/* SPDX-License-Identifier: MIT OR GPL-2.0-only */
/*
 * Reads streams and says what bpf/http1.h sees in them. On standard input, for
 * each: a byte (1: responses), a byte (which of them answer HEAD, bit a
 * message), a byte (the same for CONNECT), four bytes of length in little
 * endian, the bytes. On standard output: a line a message, then an empty line.
 */
#include "describe.h"

enum {
	HEADER = 7,
};

static struct reader reader;
static struct http1_window window;
static struct text text;
static __u8 bytes[HTTP1_WINDOW];

int main(void)
{
	__u8 header[HEADER];
	__u32 length;

	while (fread(header, 1, HEADER, stdin) == HEADER) {
		memcpy(&length, header + 3, sizeof(length));
		if (length > sizeof(bytes) || fread(bytes, 1, length, stdin) != length)
			return 1;
		reader_start(&reader, (header[0] ? HTTP1_RESPONSE : 0) | HTTP1_KEEP_QUERY);
		reader.heads = header[1];
		reader.connects = header[2];
		reader_piece(&reader, &window, bytes, length, 0, 0);
		reader_stop(&reader, 1);
		describe_all(&text, &reader);
		printf("%s\n", text.bytes);
	}
	return 0;
}
