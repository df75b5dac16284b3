// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;

namespace KongMonitor.Otlp.Sending;

/// <summary>A connection whose local port is made known before its first packet, and given back with it.</summary>
sealed class OwnConnection : NetworkStream
{
    readonly IOwnPorts ports;
    readonly int port;
    int isGivenBack;

    OwnConnection(Socket socket, IOwnPorts ports, int port)
        : base(socket, ownsSocket: true)
    {
        this.ports = ports;
        this.port = port;
    }

    /// <summary>Connects to the first address of a host that answers.</summary>
    /// <exception cref="SocketException">None does.</exception>
    public static async ValueTask<Stream> Connect(DnsEndPoint host, IOwnPorts ports, CancellationToken stop)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, stop).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            try
            {
                return await Connect(new IPEndPoint(addresses[i], host.Port), ports, stop).ConfigureAwait(false);
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                // The host has another address.
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Interlocked.Exchange(ref isGivenBack, 1) == 0)
        {
            ports.Remove(port);
        }
    }

    static async Task<OwnConnection> Connect(IPEndPoint address, IOwnPorts ports, CancellationToken stop)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        int? port = null;
        try
        {
            socket.NoDelay = true;
            socket.Bind(new IPEndPoint(address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
            port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            ports.Add(port.Value);
            await socket.ConnectAsync(address, stop).ConfigureAwait(false);
            return new(socket, ports, port.Value);
        }
        catch
        {
            socket.Dispose();
            if (port is { } bound)
            {
                ports.Remove(bound);
            }

            throw;
        }
    }
}
