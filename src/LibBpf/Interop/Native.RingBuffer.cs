// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

static unsafe partial class Native
{
    // struct ring_buffer *ring_buffer__new(int map_fd, ring_buffer_sample_fn sample_cb, void *ctx,
    //                                      const struct ring_buffer_opts *opts);
    [LibraryImport(Library, SetLastError = true)]
    public static partial RingBufferHandle ring_buffer__new(
        int mapFd, delegate* unmanaged[Cdecl]<nint, byte*, nuint, int> callback, nint context, void* options);

    // void ring_buffer__free(struct ring_buffer *rb);
    [LibraryImport(Library)]
    public static partial void ring_buffer__free(nint ring);

    // int ring_buffer__poll(struct ring_buffer *rb, int timeout_ms);
    [LibraryImport(Library)]
    public static partial int ring_buffer__poll(RingBufferHandle ring, int timeoutMilliseconds);

    // int ring_buffer__consume(struct ring_buffer *rb);
    [LibraryImport(Library)]
    public static partial int ring_buffer__consume(RingBufferHandle ring);
}
