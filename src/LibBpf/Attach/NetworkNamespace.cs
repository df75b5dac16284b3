// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LibBpf;

/// <summary>The network namespace of the calling thread.</summary>
public static class NetworkNamespace
{
    const int SocketLevel = 1; // SOL_SOCKET
    const int Cookie = 71; // SO_NETNS_COOKIE

    /// <summary>
    /// The kernel's number for it (Linux 5.14), which it gives to no other until the machine starts anew; null where the kernel
    /// gives none. Its inode number will not do: that goes to another namespace once this one is gone.
    /// </summary>
    public static ulong? GetCookie()
    {
        ulong cookie = 0;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            socket.GetRawSocketOption(SocketLevel, Cookie, MemoryMarshal.AsBytes(new Span<ulong>(ref cookie)));
            return cookie;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
