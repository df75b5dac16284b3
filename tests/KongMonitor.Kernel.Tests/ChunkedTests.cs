// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Chunked bodies (RFC 9112 section 7.1) and the order of transfer codings (section 6.3).</summary>
public sealed class ChunkedTests : KernelTest
{
    [Theory]
    [EveryRoute("5\r\nhello\r\n0\r\n\r\n", 5)]
    [EveryRoute("5;ext\r\nhello\r\n0\r\n\r\n", 5)]
    [EveryRoute("5 ; name = \"quoted;value\" \r\nhello\r\n0;x\r\n\r\n", 5)]
    [EveryRoute("0\r\n\r\n", 0)]
    [EveryRoute("a\r\n0123456789\r\n0\r\n\r\n", 10)]
    [EveryRoute("A\r\n0123456789\r\n0\r\n\r\n", 10)]
    [EveryRoute("1a\r\n01234567890123456789012345\r\n0\r\n\r\n", 26)]
    [EveryRoute("0000000000000000000000000000005\r\nhello\r\n000\r\n\r\n", 5)]
    [EveryRoute("5\r\nhello\r\n0\r\nTrailer: value\r\n\r\n", 5)]
    [EveryRoute("5\r\nhello\r\n0\r\nA: 1\r\nContent-Length: 99\r\nTransfer-Encoding: x\r\n\r\n", 5)]
    [EveryRoute("5\nhello\n0\n\n", 5)]
    [EveryRoute("16\r\nGET / HTTP/1.1\r\nA: 1\r\n\r\n0\r\n\r\n", 22)]
    public void A_chunked_body_ends_behind_its_trailer_section(Route route, string body, int length)
    {
        var request = Message.Request("POST", "/", "Transfer-Encoding: chunked\r\n") + body;
        var response = Message.ResponseHead("200 OK", "Transfer-Encoding: chunked\r\n") + body;
        var connection = Open(route);
        connection.ClientSends(request + Message.Get("/next"));
        connection.ServerSends(response + Message.Ok());
        Assert.Equal((2, 2, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        var chunked = Kernel.Endpoints().Single(row => row.Method == HttpMethod.Post);
        Assert.Equal((request.Length, response.Length), (chunked.BytesSent, chunked.BytesReceived));
        var reported = Kernel.Events().First(e => e.Type == EventType.Response);
        Assert.Equal((length, length), (reported.RequestBodyBytes, reported.ResponseBodyBytes));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute("Transfer-Encoding: gzip, chunked\r\n"), EveryRoute("transfer-encoding:Chunked\r\n")]
    [EveryRoute("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), EveryRoute("Transfer-Encoding: gzip ,\tchunked \r\n")]
    [EveryRoute("Transfer-Encoding:\r\n chunked\r\n"), EveryRoute("Transfer-Encoding: gzip,\r\n chunked\r\n")]
    public void A_body_whose_last_coding_is_chunked_is_chunked(Route route, string fields)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", fields) + Message.Chunks("hello") + Message.Get("/next"));
        connection.ServerSends(Message.ResponseHead("200 OK", fields) + Message.Chunks("hello") + Message.Ok());
        Assert.Equal((2, 2, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
    }

    [Theory, EveryRoute("chunked, gzip"), EveryRoute("gzip"), EveryRoute("xchunked"), EveryRoute("chunkedx"), EveryRoute("chunked x")]
    public void A_response_whose_last_coding_is_not_chunked_goes_until_close(Route route, string coding)
    {
        var response = Message.ResponseHead("200 OK", $"Content-Length: 1\r\nTransfer-Encoding: {coding}\r\n") + Message.Chunks("hello");
        var connection = Exchange(route, Message.Get(), response);
        Assert.Equal((0, 1), (Leg(route).Responses, Leg(route).InFlight));
        connection.ServerFin();
        Assert.Equal((1, 0, 0), (Leg(route).Responses, Leg(route).InFlight, Leg(route).Aborted));
        Assert.Equal(response.Length, Endpoint().BytesReceived);
    }

    [Theory, EveryRoute("chunked, gzip"), EveryRoute("gzip")]
    public void A_request_whose_last_coding_is_not_chunked_still_gets_its_400(Route route, string coding)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", $"Transfer-Encoding: {coding}\r\n") + "some bytes that nobody can frame");
        connection.ServerSends(Message.Response("400 Bad Request"));
        connection.ServerFin();
        connection.ClientFin();
        Assert.Equal((1, 1, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors));
    }

    [Theory, EveryRoute("g\r\n"), EveryRoute("\r\n"), EveryRoute("5x\r\n"), EveryRoute("10000000000000000\r\n"), EveryRoute("5\r\nhelloX")]
    public void A_response_with_an_invalid_chunk_is_desynced(Route route, string body)
    {
        Exchange(route, Message.Get(), Message.ResponseHead("200 OK", "Transfer-Encoding: chunked\r\n") + body);
        Assert.Equal((1, 0, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).DesyncedBy(DesyncReason.Invalid)));
    }

    [Theory, EveryRoute]
    public void A_request_with_an_invalid_chunk_still_gets_its_400(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", "Transfer-Encoding: chunked\r\n") + "nonsense");
        connection.ServerSends(Message.Response("400 Bad Request"));
        connection.Close();
        Assert.Equal((1, 1, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors));
    }

    [Theory, EveryRoute]
    public void A_chunk_larger_than_many_packets_is_counted_whole(Route route)
    {
        var chunk = new string('x', 200_000);
        Exchange(route, Message.ChunkedPost(chunk, "y"), Message.ChunkedOk(chunk, "y"));
        Assert.Equal(
            (Message.ChunkedPost(chunk, "y").Length, Message.ChunkedOk(chunk, "y").Length),
            (Leg(route).BytesSent, Leg(route).BytesReceived));
        AssertRowsHoldAllBytes(route);
    }
}
