// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>One connection after the other with the same ends, and SYNs that lead to none.</summary>
public sealed class TcpPortReuseTests : TcpTest
{
    const TcpControl SynAck = TcpControl.Syn | TcpControl.Ack;

    [Theory, EveryRoute]
    public void A_new_connection_of_the_same_ends_ends_the_old_exchanges_as_desynced(Route route)
    {
        var old = Open(route);
        old.ClientSends(Message.Get("/old"));
        var connection = Again(route, old).Open();
        Assert.Equal((1, 0, 1), (Leg(route).Requests, Leg(route).InFlight, Leg(route).DesyncedBy(DesyncReason.PortReused)));
        connection.ClientSends(Message.Get("/new"));
        connection.ServerSends(Message.Ok("hello"));
        Assert.Equal((2, 1, 0), Exchanges(route));
        Assert.Equal((0, 0), (Leg(route).Errors, Leg(route).Unmatched));
        Assert.Equal(["/new 200", "/old 65535"], Kernel.Endpoints().Select(row => $"{row.Path} {row.Status}"));
    }

    [Theory, EveryRoute(""), EveryRoute("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    public void What_an_upload_sent_until_a_new_connection_ended_it_is_in_the_totals_and_in_all_rows(Route route, string response)
    {
        var request = Message.Request("POST", "/old", "Content-Length: 9\r\n") + "12345";
        var old = Open(route);
        old.ClientSends(request);
        if (response.Length > 0)
        {
            old.ServerSends(response);
            old.ClientSends("678");
        }

        Again(route, old).Open();
        Assert.Equal((1, 0), (Leg(route).Requests, Leg(route).InFlight));
        Assert.Equal(request.Length + (response.Length > 0 ? 3 : 0), Leg(route).BytesSent);
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789"), EveryRoute("HTTP/1.1 101 S\r\n\r\n0123456789"), EveryRoute("HTTP/1.1 200 O")]
    public void What_a_server_sent_until_a_new_connection_ended_it_is_in_the_totals_and_in_all_rows(Route route, string response)
    {
        var old = Open(route);
        old.ClientSends(Message.Request("GET", "/old", "Upgrade: x\r\n"));
        old.ServerSends(response);
        old.ClientSends(response.Contains("101", StringComparison.Ordinal) ? "tunnel" : "");
        Again(route, old).Open();
        Assert.Equal(response.Length, Leg(route).BytesReceived);
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_new_connection_counts_behind_the_end_of_the_old_one(Route route)
    {
        var connection = Exchange(route, Message.Get(), Message.Ok());
        for (var i = 0; i < 10; i++)
        {
            connection.Close();
            connection = Again(route, connection).Open();
            connection.ClientSends(Message.Get());
            connection.ServerSends(Message.Ok());
        }

        Assert.Equal((11, 11, 0), Exchanges(route));
        Assert.Equal(0, Leg(route).Desynced);
    }

    [Theory, EveryRoute]
    public void A_new_connection_takes_the_place_of_one_that_was_joined(Route route)
    {
        var old = new Connection(Kernel, route).Joined();
        old.ClientSends(Message.Get("/old"));
        var connection = Again(route, old).Open();
        connection.ClientSends(Message.Get("/new"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal("/new", Endpoint().Path);
    }

    [Theory, EveryRoute]
    public void A_new_connection_that_begins_with_data_ends_the_old_exchanges_when_it_is_answered(Route route)
    {
        var old = Open(route);
        old.ClientSends(Message.Get("/old"));
        var connection = Again(route, old);
        connection.Deliver(connection.ClientSegment(Message.Get("/new"), TcpControl.Syn));
        connection.Deliver(connection.ServerSegment("", SynAck));
        connection.ServerSends(Message.Ok());
        connection.ClientSends(Message.Get("/newer"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 0), (Leg(route).DesyncedBy(DesyncReason.PortReused), Leg(route).InFlight));
        Assert.Contains("/newer 200", Kernel.Endpoints().Select(row => $"{row.Path} {row.Status}"));
    }

    [Theory, EveryRoute("", 0), EveryRoute("", 12345), EveryRoute("GET / HTTP/1.1\r\n\r\n", 12345)]
    public void A_SYN_that_nobody_answers_harms_no_connection(Route route, string data, int distance)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1"));
        var syn = connection.ClientSegment("") with { Flags = TcpControl.Syn, Acknowledged = 0, Payload = Wire.Bytes(data) };
        Kernel.Run(route.ClientHook, connection.Packet(syn with { Sequence = syn.Sequence + (uint)distance }));
        connection.ServerSends(Message.Ok());
        connection.ClientSends(Message.Get("/2"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((2, 2, 0), Exchanges(route));
        Assert.Equal((0, 0, 0), (Leg(route).Desynced, Leg(route).Unanswered, Leg(route).Unmatched));
    }

    [Theory, EveryRoute]
    public void A_handshake_sent_again_harms_no_connection(Route route)
    {
        var connection = new Connection(Kernel, route);
        var syn = connection.ClientSegment("", TcpControl.Syn);
        Deliver(connection, syn, syn);
        var synAck = connection.ServerSegment("", SynAck);
        Deliver(connection, synAck, synAck);
        connection.ClientSends(Message.Get());
        connection.Deliver(synAck);
        connection.ServerSends(Message.Ok());
        Deliver(connection, syn, synAck);
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.Ok());
        Assert.Equal((2, 2, 0), Exchanges(route));
        Assert.Equal(1, Kernel.Counter(Counter.FlowsOpened));
    }

    [Theory, EveryRoute]
    public void A_flood_of_SYNs_evicts_no_connection(Route route)
    {
        Configure(KernelOptions.Default with { Fresh = true });
        const int count = 200, flood = 40_000;
        var connections = Enumerable.Range(0, count).Select(_ => Open(route)).ToArray();
        Array.ForEach(connections, connection => connection.ClientSends(Message.Get()));
        for (var i = 0; i < flood; i++)
        {
            Kernel.Run(route.ClientHook, Syn(route, i));
        }

        Array.ForEach(connections, connection => connection.ServerSends(Message.Ok()));
        Assert.Equal((count, count, 0), Exchanges(route));
        Assert.Equal(count, Kernel.Counter(Counter.FlowsOpened));
    }

    /// <summary>The SYN of a connection of its own.</summary>
    static byte[] Syn(Route route, int number)
    {
        var remote = new IPEndPoint(new IPAddress([198, 19, (byte)(number >> 8), (byte)number]), 1024 + number % 50_000);
        var local = new IPEndPoint(IPAddress.Parse("198.18.0.100"), route.Leg == Abi.Leg.Downstream ? 8000 : 40_000);
        var syn = new Segment(true, TcpControl.Syn, (uint)number * 7919, 0, default);
        return route.Leg == Abi.Leg.Downstream
            ? PacketBuilder.Build(syn, remote, local, Framing.Plain)
            : PacketBuilder.Build(syn, local, remote, Framing.Plain);
    }

    Connection Again(Route route, Connection old) => new(Kernel, route, client: old.Client.EndPoint, server: old.Server.EndPoint);
}
