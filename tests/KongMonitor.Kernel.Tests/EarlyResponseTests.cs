// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>A server may answer before the request is complete (RFC 9112 section 9.3).</summary>
public sealed class EarlyResponseTests : KernelTest
{
    static readonly string head = Message.Request("POST", "/", "Content-Length: 10\r\n");

    [Theory, EveryRoute]
    public void The_rest_of_a_request_follows_its_early_response_into_all_rows(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(head + "01234");
        connection.ServerSends(Message.Ok("early"));
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        connection.ClientSends("56789");
        Assert.Equal(head.Length + 10, Leg(route).BytesSent);
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void The_event_of_a_request_comes_just_before_that_of_its_early_response(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(head);
        connection.ServerSends(Message.Ok("early"));
        connection.ClientSends("0123456789");
        var events = Kernel.Events();
        Assert.Equal([EventType.Request, EventType.Response], events.Select(e => e.Type));
        Assert.Equal((head.Length, Message.Ok("early").Length), (events[0].Bytes, events[1].Bytes));
    }

    [Theory, EveryRoute]
    public void The_connection_goes_on_behind_an_early_response(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(head + "01");
        connection.ServerSends(Message.Ok("early"));
        connection.ClientSends("23456789" + Message.Get("/next"));
        connection.ServerSends(Message.Ok("next"));
        Assert.Equal((2, 2, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_chunked_request_may_be_answered_early_too(Route route)
    {
        var request = Message.ChunkedPost("hello", "world");
        var connection = Open(route);
        connection.ClientSends(request[..^12]);
        connection.ServerSends(Message.Response("413 Content Too Large"));
        connection.ClientSends(request[^12..]);
        Assert.Equal((1, 1, 1, request.Length), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors, Leg(route).BytesSent));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void What_came_of_a_request_that_breaks_off_behind_its_early_response_is_in_all_rows(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(head + "01");
        connection.ServerSends(Message.Response("413 Content Too Large", "", "Connection: close\r\n"));
        connection.ClientSends("23");
        connection.ServerFin();
        connection.ClientReset();
        Assert.Equal((1, 1, head.Length + 4), (Leg(route).Requests, Leg(route).Responses, Leg(route).BytesSent));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_long_request_behind_its_early_response_is_credited_while_it_comes(Route route)
    {
        var connection = Open(route);
        var longHead = Message.Request("POST", "/", "Content-Length: 200000\r\n");
        connection.ClientSends(longHead);
        connection.ServerSends(Message.Ok("early"));
        connection.ClientSends(new string('x', 150_000));
        Assert.InRange(Leg(route).BytesSent, 150_000 - 67_000, 151_000);
        connection.ClientSends(new string('x', 50_000));
        Assert.Equal(longHead.Length + 200_000, Leg(route).BytesSent);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_response_may_begin_early_and_end_late(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(head + "01234");
        connection.ServerSends(Message.ResponseHead("200 OK", "Content-Length: 10\r\n") + "01234");
        connection.ClientSends("56789");
        Assert.Equal((1, 0, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        connection.ServerSends("56789");
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        Assert.Equal([EventType.Request, EventType.Response], Kernel.Events().Select(e => e.Type));
        AssertRowsHoldAllBytes(route);
    }
}
