// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>1xx responses (RFC 9110 section 15.2).</summary>
public sealed class InterimTests : KernelTest
{
    const string Continue = "HTTP/1.1 100 Continue\r\n\r\n";
    const string Hints = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";

    [Theory, EveryRoute(Continue, 100), EveryRoute(Hints, 103), EveryRoute(Continue + Hints, 103), EveryRoute(Hints + Hints + Hints, 103)]
    public void Interim_responses_are_part_of_the_bytes_of_their_response(Route route, string interim, int last)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1"));
        connection.ServerSends(interim);
        Assert.Equal((0, 1), (Leg(route).Responses, Leg(route).InFlight));
        connection.ServerSends(Message.Ok("hello"));
        Assert.Equal((1, 0, 0), (Leg(route).Responses, Leg(route).InFlight, Leg(route).Unmatched));
        var response = Kernel.Events()[^1];
        Assert.Equal((200, last, interim.Length + Message.Ok("hello").Length), (response.Status, response.InterimStatus, response.Bytes));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void The_interim_status_is_not_carried_over_to_the_next_response(Route route)
    {
        var connection = Exchange(route, Message.Get("/1"), Continue + Message.Ok());
        connection.ClientSends(Message.Get("/2"));
        connection.ServerSends(Message.Ok());
        Assert.Equal([100, 0], Kernel.Events().Where(e => e.Type == EventType.Response).Select(e => e.InterimStatus));
    }

    [Theory, EveryRoute]
    public void A_body_sent_after_100_continue_is_the_requests(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", "Content-Length: 5\r\nExpect: 100-continue\r\n"));
        connection.ServerSends(Continue);
        connection.ClientSends("hello");
        connection.ServerSends(Message.Response("201 Created"));
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        Assert.Equal([EventType.Request, EventType.Response], Kernel.Events().Select(e => e.Type));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_connection_closed_behind_an_interim_response_leaves_its_request_unanswered(Route route)
    {
        var connection = Exchange(route, Message.Get(), Continue);
        connection.ServerFin();
        Assert.Equal((0, 1), (Leg(route).Responses, Leg(route).UnansweredBy(UnansweredReason.ClosedByServer)));
        Assert.Equal(Continue.Length, Leg(route).BytesReceived);
        connection.ClientFin();
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void The_first_byte_of_an_interim_response_is_the_first_byte_of_the_response(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.ServerSends(Continue);
        var interimSeen = Kernel.Now();
        connection.ServerSends(Message.Ok());
        var response = Kernel.Events()[^1];
        Assert.True(response.Timestamp > interimSeen);
        Assert.True(response.FirstByte <= interimSeen);
    }
}
