// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>FIN and the end of a connection, in order and out of it.</summary>
public sealed class TcpCloseTests : TcpTest
{
    const TcpControl FinAck = TcpControl.Fin | TcpControl.Ack;
    static readonly string untilClose = Message.ResponseHead("200 OK") + "bytes until the end";

    [Theory, EveryRoute]
    public void A_FIN_waits_for_the_bytes_before_it(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        var all = Cut(connection, false, untilClose);
        var fin = connection.ServerSegment("", FinAck);
        Deliver(connection, all[0], all[1], fin, all[3]);
        Assert.Equal((1, 0, 1), Exchanges(route));
        connection.Deliver(all[2]);
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal((0, untilClose.Length), (Leg(route).Aborted, Leg(route).BytesReceived));
    }

    [Theory, EveryRoute]
    public void A_FIN_with_data_out_of_order_waits_for_the_bytes_before_it(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        var first = connection.ServerSegment(untilClose[..30]);
        var last = connection.ServerSegment(untilClose[30..], FinAck);
        Deliver(connection, last, first);
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal((0, untilClose.Length), (Leg(route).Aborted, Leg(route).BytesReceived));
    }

    [Theory, EveryRoute]
    public void A_FIN_with_the_whole_response_ends_it(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.Deliver(connection.ServerSegment(untilClose, FinAck));
        Assert.Equal((1, 1, 0), Exchanges(route));
        connection.ClientFin();
        Assert.Equal(1, Kernel.Counter(Counter.FlowsClosed));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_FIN_sent_again_ends_the_connection_once(Route route)
    {
        var connection = Exchange(route, Message.Get(), Message.Ok());
        var client = connection.ClientSegment("", FinAck);
        Deliver(connection, client, client);
        Assert.Equal(0, Kernel.Counter(Counter.FlowsClosed));
        var server = connection.ServerSegment("", FinAck);
        Deliver(connection, server, server, client);
        Assert.Equal(1, Kernel.Counter(Counter.FlowsClosed));
        Assert.Equal((1, 1, 0), Exchanges(route));
    }

    [Theory, EveryRoute(true), EveryRoute(false)]
    public void Either_end_may_close_first(Route route, bool clientFirst)
    {
        var connection = Exchange(route, Message.Get(), Message.Ok());
        if (clientFirst)
        {
            connection.ClientFin();
            connection.ServerFin();
        }
        else
        {
            connection.ServerFin();
            connection.ClientFin();
        }

        Assert.Equal(1, Kernel.Counter(Counter.FlowsClosed));
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal(0, Leg(route).Unanswered);
    }

    [Theory, EveryRoute]
    public void A_client_that_closed_its_half_still_gets_its_response(Route route)
    {
        var connection = Open(route);
        connection.Deliver(connection.ClientSegment(Message.Get(), FinAck));
        connection.ServerSends(Message.Ok("hello"));
        connection.ServerFin();
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal(0, Leg(route).Unanswered);
    }

    [Theory, EveryRoute(0x4000_0000), EveryRoute(-0x4000_0000)]
    public void A_FIN_far_from_its_place_is_none(Route route, int distance)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.ServerSends(untilClose);
        var fin = connection.ServerSegment("", TcpControl.Ack) with { Flags = FinAck };
        connection.Deliver(fin with { Sequence = fin.Sequence + (uint)distance });
        Assert.Equal((1, 0, 1), Exchanges(route));
        connection.ServerSends(" and more");
        connection.ServerFin();
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal(untilClose.Length + 9, Leg(route).BytesReceived);
    }

    [Theory, EveryRoute]
    public void A_FIN_is_in_its_place_on_a_stream_that_sent_nothing_else(Route route)
    {
        for (var i = 0; i < 8; i++)
        {
            var connection = new Connection(Kernel, route).Joined();
            connection.ClientSends(Message.Get());
            var fin = connection.ServerSegment("", FinAck);
            connection.Deliver(fin with { Sequence = (uint)i << 29 });
            connection.ClientFin();
            Assert.Equal(i + 1, Kernel.Counter(Counter.FlowsClosed));
        }
    }

    [Theory, EveryRoute]
    public void What_comes_again_behind_the_end_is_nothing_new(Route route)
    {
        foreach (var (request, response) in Traffic)
        {
            Kernel.Clear();
            var connection = Open(route);
            var requests = Cut(connection, true, request);
            Deliver(connection, requests);
            var responses = Cut(connection, false, response);
            Deliver(connection, responses);
            connection.ServerFin();
            connection.ClientFin();
            var before = Leg(route).ToString();
            Deliver(connection, [.. requests, .. responses, Join(requests), Join(responses)]);
            Assert.Equal(before, Leg(route).ToString());
            Assert.Equal((1, 1), (Kernel.Counter(Counter.FlowsOpened), Kernel.Counter(Counter.FlowsClosed)));
        }
    }

    [Theory, EveryRoute]
    public void A_handshake_that_comes_again_behind_the_end_does_not_open_the_connection_anew(Route route)
    {
        var connection = new Connection(Kernel, route);
        var syn = connection.ClientSegment("", TcpControl.Syn);
        connection.Deliver(syn);
        var synAck = connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack);
        connection.Deliver(synAck);
        var request = connection.ClientSegment(Message.Get());
        connection.Deliver(request);
        connection.ServerSends(Message.Ok());
        connection.Close();
        Deliver(connection, synAck, request);
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal(1, Kernel.Counter(Counter.FlowsOpened));
    }
}
