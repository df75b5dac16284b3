// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>Lines of a header section (RFC 9112 sections 2.2 and 5).</summary>
public sealed class FieldTests : KernelTest
{
    [Theory]
    [EveryRoute("X: a\r\n Content-Length: 99\r\n")]
    [EveryRoute("X: a\r\n\tContent-Length: 99\r\n\tTransfer-Encoding: chunked\r\n")]
    [EveryRoute("Content-Length : 99\r\n")]
    [EveryRoute("Content-Length\t: 99\r\n")]
    [EveryRoute("Transfer-Encoding : chunked\r\n")]
    [EveryRoute("Content-Lengthy: 99\r\n")]
    [EveryRoute("X-Content-Length: 99\r\n")]
    [EveryRoute("Content-Type: 99\r\n")]
    [EveryRoute("Content-Lengt: 99\r\n")]
    [EveryRoute("Transferred: chunked\r\n")]
    [EveryRoute("TE: chunked\r\n")]
    [EveryRoute("C: 99\r\nT: chunked\r\nH: evil\r\n")]
    [EveryRoute("no colon at all\r\n")]
    [EveryRoute("X: a\rContent-Length: 99\r\n")]
    [EveryRoute("Content-Length:\r\n")]
    public void A_line_that_is_no_length_gives_no_body(Route route, string fields)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1", fields) + Message.Get("/2"));
        connection.ServerSends(Message.Ok("x", fields.Contains("Length:\r", StringComparison.Ordinal) ? "" : fields) + Message.Ok());
        Assert.Equal((2, 2, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        Assert.All(Kernel.Endpoints(), row => Assert.Equal(Message.Host, row.Domain));
    }

    [Theory]
    [EveryRoute("Content-Length:5\r\n"), EveryRoute("CONTENT-LENGTH:  5  \r\n"), EveryRoute("content-length:\t5\r\n")]
    [EveryRoute("Content-Length:\r\n 5\r\n"), EveryRoute("Content-Length: 5\r\nX: 1\r\n"), EveryRoute("X: 1\r\nContent-Length: 5\r\n")]
    [EveryRoute("Content-Length: 5\n"), EveryRoute("X: a\r\n b\r\nContent-Length: 5\r\n")]
    public void A_length_is_found_however_it_is_written(Route route, string fields)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/1", fields) + "GET /" + Message.Get("/2"));
        connection.ServerSends(Message.ResponseHead("200 OK", fields) + "HTTP/" + Message.Ok());
        Assert.Equal((2, 2, 0, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched, Leg(route).InFlight));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_bare_line_feed_ends_a_line(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("POST /1 HTTP/1.1\nHost: example.com\nContent-Length: 3\n\nabc" + "GET /2 HTTP/1.1\nHost: example.com\n\n");
        connection.ServerSends("HTTP/1.1 200 OK\nContent-Length: 3\n\nabc" + "HTTP/1.1 204 No Content\n\n");
        Assert.Equal((2, 2, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        Assert.All(Kernel.Endpoints(), row => Assert.Equal(Message.Host, row.Domain));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_lone_carriage_return_does_not_end_the_header_section(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("GET /1 HTTP/1.1\r\nHost: example.com\r\n\rX: 1\r\n");
        Assert.Equal(0, Leg(route).Requests);
        connection.ClientSends("\r\n");
        Assert.Equal(1, Leg(route).Requests);
    }

    [Theory, EveryRoute("\r\n"), EveryRoute("\r\n\r\n"), EveryRoute("\n"), EveryRoute("\r\n\r\n\r\n\r\n")]
    public void Empty_lines_before_a_request_are_skipped_and_not_counted(Route route, string lines)
    {
        var connection = Open(route);
        connection.ClientSends(lines + Message.Get("/1") + lines + Message.Get("/2"));
        connection.ServerSends(Message.Ok() + Message.Ok());
        Assert.Equal((2, 2), (Leg(route).Requests, Leg(route).Responses));
        Assert.Equal(2 * Message.Get("/1").Length, Leg(route).BytesSent);
    }

    [Theory, EveryRoute]
    public void Empty_lines_before_a_first_request_split_anywhere_are_skipped(Route route)
    {
        var connection = Open(route);
        connection.ClientSendsByteByByte("\r\n\r\n" + Message.Get("/1"));
        Assert.Equal((1, Message.Get("/1").Length), (Leg(route).Requests, Leg(route).BytesSent));
    }

    [Theory, EveryRoute]
    public void A_header_section_of_60_KB_is_one_request(Route route)
    {
        var fields = string.Concat(Enumerable.Range(0, 60).Select(i => $"X-{i}: {new string('v', 1000)}\r\n")) + "Content-Length: 3\r\n";
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", fields) + "abc");
        connection.ServerSends(Message.ResponseHead("200 OK", fields) + "abc");
        Assert.Equal((1, 1), (Leg(route).Requests, Leg(route).Responses));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void The_end_of_a_line_is_found_at_any_distance(Route route)
    {
        var connection = Open(route);
        var request = string.Concat(Enumerable.Range(0, 150).Select(i => Message.Get("/", $"X: {new string('v', i)}\r\n")));
        connection.ClientSends(request);
        connection.ServerSends(string.Concat(Enumerable.Range(0, 150).Select(i => Message.Ok("x", $"X: {new string('v', i)}\r\n"))));
        Assert.Equal((150, 150, request.Length), (Leg(route).Requests, Leg(route).Responses, Leg(route).BytesSent));
    }
}
