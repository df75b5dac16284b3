// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Output;

/// <summary>
/// Standard output by write(2). The console's own stream hides that a reader has left,
/// and a FileStream writes at positions of its own, which breaks a file that is shared
/// with other programs.
/// </summary>
sealed partial class StandardOutput : Stream
{
    const int Descriptor = 1;
    const int Interrupted = 4; // EINTR
    const int TryAgain = 11; // EAGAIN
    const int BrokenPipe = 32; // EPIPE
    const short Writable = 4; // POLLOUT

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* start = buffer)
            {
                written = write(Descriptor, start, (nuint)buffer.Length);
            }

            if (written >= 0)
            {
                buffer = buffer[(int)written..];
            }
            else
            {
                WaitOrThrow(Marshal.GetLastPInvokeError());
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    static void WaitOrThrow(int error)
    {
        switch (error)
        {
            case Interrupted:
                return;
            case TryAgain:
                // Somebody made the terminal or pipe non-blocking.
                var wait = new PollDescriptor { Descriptor = Descriptor, Events = Writable };
                _ = poll(ref wait, 1, -1);
                return;
            case BrokenPipe:
                throw new OutputClosedException();
            default:
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
    }

    // ssize_t write(int fd, const void *buf, size_t count)
    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint write(int descriptor, byte* buffer, nuint count);

    // int poll(struct pollfd *fds, nfds_t nfds, int timeout)
    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(ref PollDescriptor descriptors, nuint count, int timeout);

    struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
