// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KongMonitor.Serving;

/// <summary>
/// Listens where the user said. Kestrel without the rest of ASP.NET; whoever connects has few seconds for a request, no
/// body, and connections are limited.
/// </summary>
sealed class EndpointServer : IDisposable
{
    const int MostConnections = 256; // a page in a browser has two
    const int MostRequestLine = 8 * 1024; // two filters of 1,000 characters, escaped
    const int MostHeaders = 16 * 1024;

    // What a connection may take: of a request, of an answer that nobody reads, and of that again in the kernel.
    const int RequestBuffer = 32 * 1024;
    const int ResponseBuffer = 16 * 1024;
    const int SendBuffer = 64 * 1024;
    const int LeastBytesPerSecond = 16 * 1024;
    static readonly TimeSpan grace = TimeSpan.FromSeconds(5);
    static readonly TimeSpan longestIdle = TimeSpan.FromSeconds(10); // also of one that has not sent anything yet
    static readonly TimeSpan longestEnd = TimeSpan.FromSeconds(2);
    readonly KestrelServer kestrel;
    readonly OwnCounts counts;
    int open;

    EndpointServer(IPEndPoint address, OwnCounts counts)
    {
        this.counts = counts;
        kestrel = new(
            Options.Create(KestrelOptions(address)),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions { CreateBoundListenSocket = Bind }), NullLoggerFactory.Instance),
            new BadRequestCount(counts));
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">The address can't be listened at.</exception>
    public static EndpointServer Start(IPEndPoint address, EndpointApplication application, OwnCounts counts)
    {
        var server = new EndpointServer(address, counts);
        try
        {
            server.kestrel.StartAsync(application, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }

        return server;
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        using var end = new CancellationTokenSource(longestEnd);
        kestrel.StopAsync(end.Token).GetAwaiter().GetResult();
        kestrel.Dispose();
    }

    KestrelServerOptions KestrelOptions(IPEndPoint address)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = 0;
        options.Limits.MaxRequestLineSize = MostRequestLine;
        options.Limits.MaxRequestHeadersTotalSize = MostHeaders;
        options.Limits.MaxRequestBufferSize = RequestBuffer;
        options.Limits.MaxResponseBufferSize = ResponseBuffer;
        options.Limits.RequestHeadersTimeout = grace;
        options.Limits.KeepAliveTimeout = longestIdle;
        options.Limits.MinResponseDataRate = new(LeastBytesPerSecond, grace);
        options.Listen(address, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => Limit(next, connection));
        });
        return options;
    }

    // Connections have the buffers of the socket that accepts them.
    static Socket Bind(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = SendBuffer;
        return socket;
    }

    async Task Limit(ConnectionDelegate next, ConnectionContext connection)
    {
        try
        {
            if (Interlocked.Increment(ref open) > MostConnections)
            {
                counts.AddRefused();
                connection.Abort();
                return;
            }

            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
