// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Packets;

namespace KongMonitor.Bench.TestRuns;

/// <summary>
/// Many connections that say the same at the same time: one test run is one segment of each of them. So every repetition of a
/// packet is a new message to the monitor, at the place in its connection where it belongs.
/// </summary>
sealed class Conversation
{
    const int GatewayPort = 8000;
    const TcpControl Data = TcpControl.Ack | TcpControl.Push;

    // The programs in front put the connection's own ends here.
    static readonly IPEndPoint anyClient = new(IPAddress.Parse("198.18.1.0"), 20000);
    static readonly IPAddress gateway = IPAddress.Parse("198.19.0.1");
    readonly Subject subject;
    readonly int first;
    readonly int count;
    readonly IPEndPoint server;
    readonly CacheWalk? walk;
    uint clientNext;
    uint serverNext;

    /// <param name="subject">Whose programs see it.</param>
    /// <param name="first">The number of the first connection.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="port">The gateway's.</param>
    /// <param name="walk">What is done before each run to have cold caches.</param>
    /// <param name="sequence">Where both sides begin.</param>
    public Conversation(Subject subject, int first, int count, int port = GatewayPort, CacheWalk? walk = null, uint sequence = 1000)
    {
        this.subject = subject;
        this.first = first;
        this.count = count;
        this.walk = walk;
        server = new(gateway, port);
        clientNext = serverNext = sequence;
    }

    /// <summary>The next path of each request, and how many there are; 0: the request's own.</summary>
    public (uint Next, uint Count) Paths { get; set; }

    /// <summary>SYN and SYN-ACK.</summary>
    public Conversation Open()
    {
        Client([], TcpControl.Syn);
        Server([], TcpControl.Syn | TcpControl.Ack);
        return this;
    }

    /// <summary>FIN from both sides.</summary>
    public void Close()
    {
        Client([], TcpControl.Fin | TcpControl.Ack);
        Server([], TcpControl.Fin | TcpControl.Ack);
    }

    /// <summary>A segment of each client.</summary>
    /// <returns>Nanoseconds of a run.</returns>
    public double Client(byte[] payload, TcpControl flags = Data, bool isCold = false) => Send(true, payload, flags, isCold);

    /// <summary>A segment of the gateway to each client.</summary>
    /// <returns>Nanoseconds of a run.</returns>
    public double Server(byte[] payload, TcpControl flags = Data, bool isCold = false) => Send(false, payload, flags, isCold);

    double Send(bool fromClient, byte[] payload, TcpControl flags, bool isCold)
    {
        var segment = new Segment(fromClient, flags, fromClient ? clientNext : serverNext, fromClient ? serverNext : clientNext, payload);
        (fromClient ? ref clientNext : ref serverNext) += segment.Span;
        var packet = fromClient
            ? PacketBuilder.Build(segment, anyClient, server, Framing.Plain)
            : PacketBuilder.Build(segment, server, anyClient, Framing.Plain);
        var step = new BenchStep
        {
            Connection = (uint)first,
            FromClient = fromClient ? 1u : 0,
            Path = Paths.Next,
            Paths = payload.Length > 0 ? Paths.Count : 0,
        };
        if (fromClient && payload.Length > 0)
        {
            Paths = Paths with { Next = Paths.Next + (uint)count };
        }

        var duration = isCold && walk is not null
            ? subject.Programs.RunCold(packet, step, count, walk)
            : subject.Programs.Run(packet, step, count);
        subject.Drain();
        return duration;
    }
}
