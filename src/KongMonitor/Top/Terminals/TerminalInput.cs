// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Top.Terminals;

/// <summary>What is typed, with a wait that another thread can end.</summary>
sealed unsafe partial class TerminalInput : IDisposable
{
    const int Input = 0;
    const int Interrupted = 4; // EINTR
    const int TryAgain = 11; // EAGAIN
    const short Readable = 1; // POLLIN
    const int NonBlockingCloseOnExec = 0x80800; // EFD_NONBLOCK | EFD_CLOEXEC
    readonly int wake = eventfd(0, NonBlockingCloseOnExec);

    /// <summary>Reads what there is, or waits for it. 0: the time is over, or <see cref="Wake"/> was called; -1: the terminal is gone.</summary>
    public int Read(Span<byte> buffer, TimeSpan patience)
    {
        var watched = stackalloc PollDescriptor[] { new() { Descriptor = Input, Events = Readable }, new() { Descriptor = wake, Events = Readable } };

        // Rounded up: half a millisecond would become none, and the wait a loop.
        var milliseconds = (int)Math.Min(Math.Ceiling(patience.TotalMilliseconds), int.MaxValue);
        if (poll(watched, 2, milliseconds) <= 0)
        {
            return 0;
        }

        if (watched[1].Returned != 0)
        {
            ulong count;
            _ = read(wake, &count, sizeof(ulong));
        }

        return watched[0].Returned == 0 ? 0 : ReadNow(buffer);
    }

    /// <summary>Ends a wait. Any thread may call it.</summary>
    public void Wake()
    {
        ulong one = 1;
        _ = write(wake, &one, sizeof(ulong));
    }

    public void Dispose() => _ = close(wake);

    static int ReadNow(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            var count = (int)read(Input, start, (nuint)buffer.Length);
            return count > 0 ? count
                : count < 0 && Marshal.GetLastPInvokeError() is Interrupted or TryAgain ? 0
                : -1;
        }
    }

    // int eventfd(unsigned int initval, int flags)
    [LibraryImport("libc")]
    private static partial int eventfd(uint initial, int flags);

    // int poll(struct pollfd *fds, nfds_t nfds, int timeout)
    [LibraryImport("libc")]
    private static partial int poll(PollDescriptor* descriptors, nuint count, int timeout);

    // ssize_t read(int fd, void *buf, size_t count)
    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int descriptor, void* buffer, nuint count);

    // ssize_t write(int fd, const void *buf, size_t count)
    [LibraryImport("libc")]
    private static partial nint write(int descriptor, void* buffer, nuint count);

    // int close(int fd)
    [LibraryImport("libc")]
    private static partial int close(int descriptor);

    struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned { get; init; }
    }
}
