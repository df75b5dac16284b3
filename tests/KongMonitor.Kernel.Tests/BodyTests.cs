// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Bodies with a length (RFC 9112 section 6).</summary>
public sealed class BodyTests : KernelTest
{
    const string HttpText = "GET /smuggled HTTP/1.1\r\nHost: evil\r\n\r\nHTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n";

    [Theory, EveryRoute]
    public void HTTP_text_in_a_body_with_a_length_is_not_read(Route route)
    {
        var connection = Exchange(route, Message.Post(HttpText), Message.Ok(HttpText));
        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((2, 2, 0, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors, Leg(route).Unmatched));
        Assert.Equal(["/", "/next"], Kernel.Endpoints().Select(row => row.Path).Order());
    }

    [Theory, EveryRoute]
    public void HTTP_text_at_the_start_of_a_segment_of_a_body_is_not_read(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", $"Content-Length: {2 * HttpText.Length}\r\n"));
        connection.ClientSends(HttpText);
        connection.ClientSends(HttpText);
        connection.ServerSends(Message.ResponseHead("200 OK", $"Content-Length: {2 * HttpText.Length}\r\n"));
        connection.ServerSends(HttpText);
        connection.ServerSends(HttpText);
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_request_without_a_length_has_no_body(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/1") + Message.Get("/2"));
        Assert.Equal(2, Leg(route).Requests);
    }

    [Theory, EveryRoute]
    public void A_length_of_zero_is_no_body(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Post("", "/1") + Message.Get("/2"));
        connection.ServerSends(Message.Ok() + Message.Ok());
        Assert.Equal((2, 2), (Leg(route).Requests, Leg(route).Responses));
    }

    [Theory, EveryRoute]
    public void A_body_larger_than_many_packets_is_counted_whole(Route route)
    {
        var body = new string('x', 300_000);
        Exchange(route, Message.Post(body), Message.Ok(body));
        Assert.Equal((Message.Post(body).Length, Message.Ok(body).Length), (Leg(route).BytesSent, Leg(route).BytesReceived));
        var response = Kernel.Events().Single(e => e.Type == EventType.Response);
        Assert.Equal((300_000, 300_000), (response.RequestBodyBytes, response.ResponseBodyBytes));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_long_body_is_credited_while_it_comes(Route route)
    {
        var connection = Open(route);
        var head = Message.Request("POST", "/", "Content-Length: 1000000\r\n");
        connection.ClientSends(head);
        connection.ClientSends(new string('x', 200_000));
        Assert.InRange(Leg(route).BytesSent, head.Length + 200_000 - 65_536 - 1448, head.Length + 200_000);
        connection.ServerSends(Message.ResponseHead("200 OK", "Content-Length: 1000000\r\n"));
        connection.ServerSends(new string('x', 200_000));
        Assert.InRange(Leg(route).BytesReceived, 200_000 - 65_536 - 1448, 200_100);
        Assert.Equal(Leg(route).BytesReceived, Assert.Single(Kernel.Connections()).BytesReceived);
    }

    [Fact]
    public void A_packet_of_64_KB_is_one_segment()
    {
        const Route route = Route.DownstreamXdp;
        var connection = Open(route);
        connection.MaximumSegment = 65_000;
        var request = Message.Post(new string('x', 64_000));
        connection.ClientSends(request + Message.Get("/next"));
        Assert.Equal((2, request.Length + Message.Get("/next").Length), (Leg(route).Requests, Leg(route).BytesSent));
    }

    [Theory, EveryRoute]
    public void Equal_lengths_said_twice_are_one(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/1", "Content-Length: 3\r\nContent-Length: 3\r\n") + "abc" + Message.Get("/2"));
        connection.ClientSends(Message.Request("POST", "/3", "Content-Length: 3, 3\r\n") + "abc" + Message.Get("/4"));
        connection.ServerSends(Message.Ok("abc", "Content-Length: 3\r\n") + Message.Ok() + Message.Ok() + Message.Ok());
        Assert.Equal((4, 4), (Leg(route).Requests, Leg(route).Responses));
        AssertRowsHoldAllBytes(route);
    }

    [Theory]
    [EveryRoute("Content-Length: 3\r\nContent-Length: 4\r\n")]
    [EveryRoute("Content-Length: 3, 4\r\n")]
    [EveryRoute("Content-Length: 3 4\r\n")]
    [EveryRoute("Content-Length: 3x\r\n")]
    [EveryRoute("Content-Length: -3\r\n")]
    [EveryRoute("Content-Length: 0x3\r\n")]
    [EveryRoute("Content-Length: 99999999999999999999999\r\n")]
    [EveryRoute("Content-Length: 3\r\n 4\r\n")]
    public void A_request_whose_length_is_invalid_still_gets_its_400(Route route, string fields)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/bad", fields) + "abc" + Message.Get("/body-or-not"));
        connection.ServerSends(Message.Response("400 Bad Request", "no", "Connection: close\r\n"));
        connection.ServerFin();
        connection.ClientFin();
        Assert.Equal((1, 1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors, Leg(route).Unmatched));
        Assert.Equal(("/bad", 400), (Endpoint().Path, Endpoint().Status));
    }

    [Theory, EveryRoute]
    public void A_response_with_different_lengths_is_desynced(Route route)
    {
        Exchange(route, Message.Get(), Message.ResponseHead("200 OK", "Content-Length: 3\r\nContent-Length: 4\r\n") + "abcd");
        Assert.Equal((0, 1, 0), (Leg(route).Responses, Leg(route).DesyncedBy(DesyncReason.Invalid), Leg(route).Errors));
        Assert.Equal((int)ExchangeStatus.Desynced, Endpoint().Status);
    }

    [Theory, EveryRoute]
    public void Leading_zeros_of_a_length_do_not_matter(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/1", $"Content-Length: {new string('0', 40)}3\r\n") + "abc" + Message.Get("/2"));
        Assert.Equal(2, Leg(route).Requests);
    }

    [Theory, EveryRoute]
    public void Transfer_Encoding_wins_over_Content_Length(Route route)
    {
        var connection = Open(route);
        var request = Message.Request("POST", "/", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + Message.Chunks("hello");
        var response = Message.ResponseHead("200 OK", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n") + Message.Chunks("hello");
        connection.ClientSends(request + Message.Get("/next"));
        connection.ServerSends(response + Message.Ok());
        Assert.Equal((2, 2, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void An_upload_that_was_answered_early_and_then_lost_takes_nothing_of_what_follows_it(Route route)
    {
        var upload = Message.Request("POST", "/a", "Content-Length: 1000\r\n") + new string('a', 500);
        var connection = Open(route);
        connection.ClientSends(upload);
        connection.ServerSends(Message.Ok());
        connection.ServerSends("no response at all\r\n");
        connection.ClientSends(new string('a', 100));
        connection.ServerSends("HTTP/1.1 100 Continue\r\n\r\n" + Message.Ok());
        connection.ClientSends(new string('a', 400));
        connection.ClientSends("GET /b HTTP/1.1\r\nContent-Length: 99999999");
        connection.ClientReset();
        var row = Assert.Single(Kernel.Endpoints());
        Assert.Equal((upload.Length + 100, 600), (row.BytesSent, row.RequestBodySum));
        Assert.Equal(upload.Length + 100, Leg(route).BytesSent);
        Assert.Empty(Kernel.InFlight());
    }
}
