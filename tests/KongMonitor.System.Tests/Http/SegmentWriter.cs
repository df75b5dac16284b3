// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Http;

static class SegmentWriter
{
    /// <summary>
    /// Every write is a segment: the socket does not wait (NoDelay), the kernel does not cork
    /// (the lab's tcp_autocorking), and a write waits until the one before has been sent.
    /// </summary>
    public static void Write(Socket socket, ReadOnlySpan<byte> bytes, params ReadOnlySpan<int> cuts)
    {
        var from = 0;
        foreach (var cut in cuts)
        {
            WriteSegment(socket, bytes[from..cut]);
            from = cut;
        }

        WriteSegment(socket, bytes[from..]);
    }

    static void WriteSegment(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[socket.Send(bytes)..];
        }

        while (Native.ioctl((int)socket.Handle, Native.SIOCOUTQNSD, out var unsent) == 0 && unsent > 0)
        {
            Thread.Yield();
        }
    }
}
