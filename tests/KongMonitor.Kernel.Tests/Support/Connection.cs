// SPDX-License-Identifier: MIT
using System.Net;

namespace KongMonitor.KernelTests;

/// <summary>
/// A TCP connection as the hooks see it. Bytes are sent in order unless the test makes segments of its own
/// (<see cref="ClientSegment"/>, <see cref="ServerSegment"/>) and delivers them (<see cref="Deliver"/>) as it likes.
/// </summary>
public sealed class Connection
{
    static int count;
    readonly Kernel kernel;
    readonly Route route;

    /// <summary>Without ends of its own it gets ones that no connection had before.</summary>
    public Connection(Kernel kernel, Route route, bool ipv6 = false, IPEndPoint? client = null, IPEndPoint? server = null)
    {
        this.kernel = kernel;
        this.route = route;
        var number = Interlocked.Increment(ref count);
        Client = new(client ?? Ends.Client(route, ipv6, number), 0x1000_0000u + (uint)number);
        Server = new(server ?? Ends.Server(route, ipv6, number), 0xffff_ff00u - (uint)number % 0x80);
    }

    public Side Client { get; }

    public Side Server { get; }

    /// <summary>What stands around the payload of packets from now on.</summary>
    public Framing Framing { get; set; } = Framing.Plain;

    /// <summary>The largest payload of a packet.</summary>
    public int MaximumSegment { get; set; } = 1448;

    /// <summary>SYN, SYN-ACK, ACK.</summary>
    public Connection Open()
    {
        Deliver(ClientSegment("", TcpControl.Syn));
        Deliver(ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        Deliver(ClientSegment(""));
        return this;
    }

    /// <summary>Takes sequence numbers as if the connection had been open for long, without a packet.</summary>
    public Connection Joined()
    {
        Client.Arrive(ClientSegment("", TcpControl.Syn));
        Server.Arrive(ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        return this;
    }

    public void ClientSends(string text, params ReadOnlySpan<int> splitAt) => Send(true, Wire.Bytes(text), splitAt);

    public void ServerSends(string text, params ReadOnlySpan<int> splitAt) => Send(false, Wire.Bytes(text), splitAt);

    public void ClientSends(byte[] bytes, params ReadOnlySpan<int> splitAt) => Send(true, bytes, splitAt);

    public void ServerSends(byte[] bytes, params ReadOnlySpan<int> splitAt) => Send(false, bytes, splitAt);

    /// <summary>Every byte in a packet of its own.</summary>
    public void ClientSendsByteByByte(string text) => Send(true, Wire.Bytes(text), [.. Enumerable.Range(1, text.Length - 1)]);

    /// <summary>Every byte in a packet of its own.</summary>
    public void ServerSendsByteByByte(string text) => Send(false, Wire.Bytes(text), [.. Enumerable.Range(1, text.Length - 1)]);

    public void ClientFin() => Deliver(ClientSegment("", TcpControl.Fin | TcpControl.Ack));

    public void ServerFin() => Deliver(ServerSegment("", TcpControl.Fin | TcpControl.Ack));

    public void ClientReset() => Deliver(ClientSegment("", TcpControl.Rst | TcpControl.Ack));

    public void ServerReset() => Deliver(ServerSegment("", TcpControl.Rst | TcpControl.Ack));

    /// <summary>FIN from the client, then from the server.</summary>
    public void Close()
    {
        ClientFin();
        ServerFin();
    }

    /// <summary>The client's next segment, sent but not seen by any hook until it is delivered.</summary>
    public Segment ClientSegment(string text, TcpControl flags = TcpControl.Ack) => Make(true, Wire.Bytes(text), flags);

    /// <summary>The server's next segment, sent but not seen by any hook until it is delivered.</summary>
    public Segment ServerSegment(string text, TcpControl flags = TcpControl.Ack) => Make(false, Wire.Bytes(text), flags);

    /// <summary>A segment passes its hook and arrives. The same one may be delivered again: a retransmission.</summary>
    public void Deliver(Segment segment)
    {
        var packet = Packet(segment);
        var hook = segment.FromClient ? route.ClientHook : route.ServerHook;
        kernel.Run(hook, packet, route == Route.Loopback ? TestInterface.Loopback : null);
        Arrive(segment);
    }

    /// <summary>A segment reaches its receiver on a way without our hook.</summary>
    public void Arrive(Segment segment) => (segment.FromClient ? Client : Server).Arrive(segment);

    public byte[] Packet(Segment segment) => segment.FromClient
        ? PacketBuilder.Build(segment, Client.EndPoint, Server.EndPoint, Framing)
        : PacketBuilder.Build(segment, Server.EndPoint, Client.EndPoint, Framing);

    Segment Make(bool fromClient, ReadOnlyMemory<byte> payload, TcpControl flags)
    {
        var sender = fromClient ? Client : Server;
        var receiver = fromClient ? Server : Client;
        var acknowledged = flags.HasFlag(TcpControl.Ack) ? receiver.Acknowledged : 0;
        var segment = new Segment(fromClient, flags, sender.Next, acknowledged, payload);
        sender.Send(segment.Span);
        return segment;
    }

    void Send(bool fromClient, byte[] bytes, ReadOnlySpan<int> splitAt)
    {
        var start = 0;
        foreach (var end in (ReadOnlySpan<int>)[.. splitAt, bytes.Length])
        {
            for (; start < end; start += MaximumSegment)
            {
                var length = Math.Min(MaximumSegment, end - start);
                Deliver(Make(fromClient, bytes.AsMemory(start, length), TcpControl.Ack | TcpControl.Push));
            }

            start = end;
        }
    }
}
