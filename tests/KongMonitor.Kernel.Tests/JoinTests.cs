// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Connections that were open before the start: exact from the first message on that a response proves.</summary>
public sealed class JoinTests : TcpTest
{
    [Theory, EveryRoute]
    public void A_request_counts_when_a_response_begins_that_acknowledges_its_end(Route route)
    {
        var connection = Joined(route);
        connection.ClientSends(Message.Post("hello", "/joined"));
        Assert.Equal((0, 0, 0), Exchanges(route));
        connection.ServerSends("HTTP/1.1 200 OK\r\n");
        Assert.Equal((1, 0, 1), Exchanges(route));
        connection.ServerSends("Content-Length: 5\r\n\r\nhello");
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal(
            (Message.Post("hello", "/joined").Length, Message.Ok("hello").Length), (Leg(route).BytesSent, Leg(route).BytesReceived));
        Assert.Equal([EventType.Request, EventType.Response], Kernel.Events().Select(e => e.Type));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute(-1), EveryRoute(1), EveryRoute(-20)]
    public void A_request_does_not_count_when_the_response_acknowledges_another_place(Route route, int distance)
    {
        var connection = Joined(route);
        connection.ClientSends(Message.Get());
        var response = connection.ServerSegment(Message.Ok());
        connection.Deliver(response with { Acknowledged = response.Acknowledged + (uint)distance });
        Assert.Equal((0, 0, 0), Exchanges(route));
        Assert.Equal((1, 1), (Leg(route).Unmatched, Kernel.Counter(Counter.Unproven)));
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_response_to_a_request_before_the_start_is_unmatched(Route route)
    {
        var connection = Joined(route);
        connection.ServerSends(Message.Ok("hello"));
        Assert.Equal((0, 0, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        Assert.Equal(0, Leg(route).Errors);
    }

    [Theory, EveryRoute]
    public void A_response_that_was_under_way_at_the_start_counts_nothing(Route route)
    {
        var connection = Joined(route);
        connection.ServerSends(new string('b', 5000));
        connection.ServerSends("HTTP/1.x is text here");
        Assert.Equal((0, 0, 0), (Leg(route).Requests, Leg(route).Unmatched, Leg(route).BytesReceived));
        AssertExactFromNowOn(connection, route);
    }

    [Theory, EveryRoute]
    public void A_request_that_was_under_way_at_the_start_counts_nothing(Route route)
    {
        var connection = Joined(route);
        connection.ClientSends("ies: something\r\n\r\n" + new string('b', 5000));
        Assert.Equal((0, 0), (Leg(route).Requests, Leg(route).BytesSent));
        connection.ServerSends(Message.Ok());
        Assert.Equal(1, Leg(route).Unmatched);
        AssertExactFromNowOn(connection, route);
    }

    [Theory, EveryRoute]
    public void A_connection_between_messages_is_exact_from_its_next_message_on(Route route) =>
        AssertExactFromNowOn(Joined(route), route);

    [Theory, EveryRoute]
    public void An_IPv6_connection_between_messages_is_exact_from_its_next_message_on(Route route) =>
        AssertExactFromNowOn(new Connection(Kernel, route, ipv6: true).Joined(), route);

    [Theory, EveryRoute]
    public void A_connection_of_which_only_the_SYN_ACK_was_seen_before_its_first_response_is_exact_behind_it(Route route)
    {
        var connection = SeenFromItsSynAckOn(route);
        connection.Arrive(connection.ClientSegment(Message.Get("/missed")));
        connection.ServerSends(Message.Ok());
        Assert.Equal((0, 0, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        AssertExactFromNowOn(connection, route);
    }

    [Theory, EveryRoute]
    public void A_connection_of_which_only_the_SYN_ACK_was_seen_before_its_second_request_is_exact_from_it_on(Route route)
    {
        var connection = SeenFromItsSynAckOn(route);
        connection.Arrive(connection.ClientSegment(Message.Get("/missed")));
        connection.Arrive(connection.ServerSegment(Message.Ok()));
        AssertExactFromNowOn(connection, route);
    }

    [Theory, EveryRoute]
    public void A_connection_of_which_the_SYN_alone_was_missed_is_exact_from_its_first_request_on(Route route) =>
        AssertExactFromNowOn(SeenFromItsSynAckOn(route), route);

    [Theory, EveryRoute]
    public void Its_first_request_may_come_in_another_order_and_costs_itself_alone(Route route)
    {
        var connection = SeenFromItsSynAckOn(route);
        var request = Cut(connection, true, Message.Get("/reordered"), 2);
        Deliver(connection, request[1], request[0]);
        connection.ServerSends(Message.Ok());
        Assert.Equal((0, 0, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        AssertExactFromNowOn(connection, route);
    }

    [Theory, EveryRoute]
    public void A_body_whose_head_came_with_the_unseen_SYN_is_no_foreign_protocol(Route route)
    {
        var request = Message.Post("a body of some bytes");
        var connection = new Connection(Kernel, route);
        connection.Arrive(connection.ClientSegment(request[..^20], TcpControl.Syn));
        connection.Deliver(connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        connection.ClientSends(request[^20..]);
        connection.ServerSends(Message.Ok());
        Assert.Equal((0, 0, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        AssertExactFromNowOn(connection, route);
    }

    [Theory, EveryRoute]
    public void A_SYN_that_comes_again_behind_its_SYN_ACK_is_no_one_way_traffic(Route route)
    {
        var connection = new Connection(Kernel, route);
        var syn = connection.ClientSegment("", TcpControl.Syn);
        connection.Arrive(syn);
        connection.Deliver(connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        connection.Deliver(syn);
        AssertExactFromNowOn(connection, route);
        Assert.Equal((1, 0), (Kernel.Counter(Counter.NoSyn), Kernel.Counter(Counter.NoSynAck)));
    }

    [Theory, EveryRoute]
    public void A_request_in_several_segments_counts(Route route)
    {
        var request = Message.ChunkedPost("one", "two", "three");
        for (var cut = 20; cut < request.Length; cut++)
        {
            Kernel.Clear();
            var connection = Joined(route);
            connection.ClientSends(request, cut);
            connection.ServerSends(Message.Ok());
            Assert.Equal((1, 1, 0), Exchanges(route));
            Assert.Equal(request.Length, Leg(route).BytesSent);
            AssertRowsHoldAllBytes(route);
        }
    }

    [Theory, EveryRoute]
    public void A_first_request_with_HEAD_has_a_response_without_a_body(Route route)
    {
        var connection = Joined(route);
        connection.ClientSends(Message.Request("HEAD"));
        connection.ServerSends("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        AssertExactFromNowOn(connection, route);
        Assert.Equal(0, Leg(route).Unmatched);
    }

    [Theory, EveryRoute]
    public void A_request_sent_while_an_older_response_comes_is_not_answered_by_it(Route route)
    {
        var connection = Joined(route);
        connection.ServerSends("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345");
        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends("67890");
        Assert.Equal((0, 0, 0), Exchanges(route));
        Assert.Equal(1, Leg(route).Unmatched);
        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal(("/next", 1), (Endpoint().Path, Leg(route).Unmatched));
        AssertExactFromNowOn(connection, route);
    }

    [Theory, EveryRoute(true), EveryRoute(false)]
    public void A_request_that_nothing_proved_before_the_end_is_none(Route route, bool reset)
    {
        var connection = Joined(route);
        connection.ClientSends(Message.Get());
        if (reset)
        {
            connection.ServerReset();
        }
        else
        {
            connection.Close();
        }

        Assert.Equal((0, 0, 0), Exchanges(route));
        Assert.Equal((0, 1), (Leg(route).Unanswered, Kernel.Counter(Counter.Unproven)));
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_tunnel_that_was_open_at_the_start_counts_nothing(Route route)
    {
        var connection = Joined(route);
        for (var i = 0; i < 50; i++)
        {
            connection.ClientSends($"\u0081\u0085{i:0000}frame of the client");
            connection.ServerSends($"\u0081\u0005{i:0000}frame of the server");
        }

        connection.Close();
        Assert.Equal((0, 0, 0), Exchanges(route));
        Assert.Equal((0, 0, 0), (Leg(route).Unmatched, Leg(route).BytesSent, Leg(route).BytesReceived));
    }

    [Theory, EveryRoute]
    public void A_joined_connection_keeps_its_segments_in_order(Route route)
    {
        var connection = Joined(route);
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.Ok());
        var requests = Cut(connection, true, Message.ChunkedPost("one", "two"));
        Deliver(connection, requests[2], requests[1], requests[3], requests[1], requests[0], requests[2]);
        var responses = Cut(connection, false, Message.ChunkedOk("one", "two"));
        Deliver(connection, [.. responses.Reverse(), .. responses]);
        Assert.Equal((2, 2, 0), Exchanges(route));
        AssertRowsHoldAllBytes(route);
    }

    Connection Joined(Route route) => new Connection(Kernel, route).Joined();

    Connection SeenFromItsSynAckOn(Route route)
    {
        var connection = new Connection(Kernel, route);
        connection.Arrive(connection.ClientSegment("", TcpControl.Syn));
        connection.Deliver(connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        return connection;
    }
}
