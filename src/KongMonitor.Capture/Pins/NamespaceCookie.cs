// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace KongMonitor.Capture.Pins;

/// <summary>The kernel's number of a network namespace, which it gives to no other until the machine starts anew (Linux 5.14).</summary>
static class NamespaceCookie
{
    const int SocketLevel = 1; // SOL_SOCKET
    const int Cookie = 71; // SO_NETNS_COOKIE

    /// <summary>That of the calling thread's namespace; null where the kernel gives none.</summary>
    public static string? Get()
    {
        ulong cookie = 0;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            socket.GetRawSocketOption(SocketLevel, Cookie, MemoryMarshal.AsBytes(new Span<ulong>(ref cookie)));
            return cookie.ToString(CultureInfo.InvariantCulture);
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
