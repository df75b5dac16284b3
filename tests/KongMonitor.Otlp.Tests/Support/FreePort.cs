// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;

namespace KongMonitor.OtlpTests.Support;

static class FreePort
{
    /// <summary>A port that nobody listens at.</summary>
    public static int Find()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
