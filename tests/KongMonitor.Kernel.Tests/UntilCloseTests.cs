// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Responses that end with the connection, and responses that are cut short (RFC 9112 section 8).</summary>
public sealed class UntilCloseTests : KernelTest
{
    static readonly string head = Message.ResponseHead("200 OK", "Connection: close\r\n");

    [Theory, EveryRoute]
    public void A_response_without_a_length_ends_with_the_servers_FIN(Route route)
    {
        var connection = Exchange(route, Message.Get(), head + "some ");
        connection.ServerSends("bytes");
        Assert.Equal((0, 1), (Leg(route).Responses, Leg(route).InFlight));
        connection.ServerFin();
        Assert.Equal((1, 0, 0), (Leg(route).Responses, Leg(route).InFlight, Leg(route).Aborted));
        Assert.Equal(head.Length + 10, Leg(route).BytesReceived);
        var response = Kernel.Events()[^1];
        Assert.Equal((EventType.Response, (EventFlag)0, 10), (response.Type, response.Flags, response.ResponseBodyBytes));
        connection.ClientFin();
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_FIN_that_comes_with_the_last_bytes_ends_the_response_behind_them(Route route)
    {
        var connection = Exchange(route, Message.Get(), head);
        connection.Deliver(connection.ServerSegment("last", TcpControl.Fin | TcpControl.Ack));
        Assert.Equal((1, 0, head.Length + 4), (Leg(route).Responses, Leg(route).InFlight, Leg(route).BytesReceived));
    }

    [Theory, EveryRoute]
    public void HTTP_text_in_a_body_until_close_is_not_read(Route route)
    {
        var connection = Exchange(route, Message.Get(), head);
        connection.ServerSends(Message.Response("500 x"));
        connection.ServerFin();
        Assert.Equal((1, 0, 0), (Leg(route).Responses, Leg(route).Errors, Leg(route).Unmatched));
    }

    [Theory, EveryRoute]
    public void A_response_until_close_that_a_RST_cuts_is_aborted(Route route)
    {
        var connection = Exchange(route, Message.Get(), head + "some");
        connection.ServerReset();
        Assert.Equal((1, 0, 1, 0), (Leg(route).Responses, Leg(route).InFlight, Leg(route).Aborted, Leg(route).Unanswered));
        Assert.Equal(EventFlag.Aborted, Kernel.Events()[^1].Flags);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute("Content-Length: 10\r\n"), EveryRoute("Transfer-Encoding: chunked\r\n")]
    public void A_framed_response_that_a_FIN_cuts_is_aborted(Route route, string framing)
    {
        var connection = Exchange(route, Message.Get(), Message.ResponseHead("200 OK", framing) + "5\r\nab");
        connection.ServerFin();
        Assert.Equal((1, 0, 1, 0), (Leg(route).Responses, Leg(route).InFlight, Leg(route).Aborted, Leg(route).Unanswered));
        Assert.Equal((200, 1), (Endpoint().Status, Endpoint().Exchanges));
        Assert.Equal(EventFlag.Aborted, Kernel.Events()[^1].Flags);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_response_that_the_clients_RST_cuts_is_aborted(Route route)
    {
        var connection = Exchange(route, Message.Get(), Message.ResponseHead("200 OK", "Content-Length: 10\r\n") + "abc");
        connection.ClientReset();
        Assert.Equal((1, 0, 1, 0), (Leg(route).Responses, Leg(route).InFlight, Leg(route).Aborted, Leg(route).Unanswered));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_response_cut_in_its_header_section_leaves_its_request_unanswered(Route route)
    {
        const string part = "HTTP/1.1 200 OK\r\nContent-Le";
        var connection = Exchange(route, Message.Get(), part);
        connection.ServerFin();
        Assert.Equal((0, 1, 0), (Leg(route).Responses, Leg(route).UnansweredBy(UnansweredReason.ClosedByServer), Leg(route).Aborted));
        Assert.Equal(part.Length, Leg(route).BytesReceived);
        connection.ClientFin();
        AssertRowsHoldAllBytes(route);
    }
}
