// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>Responses that have no body whatever their fields say (RFC 9112 section 6.3, 1).</summary>
public sealed class NoBodyTests : KernelTest
{
    [Theory]
    [EveryRoute("HEAD", "200 OK", "Content-Length: 1000\r\n")]
    [EveryRoute("HEAD", "200 OK", "Transfer-Encoding: chunked\r\n")]
    [EveryRoute("HEAD", "200 OK", "")]
    [EveryRoute("HEAD", "404 Not Found", "Content-Length: 1000\r\n")]
    [EveryRoute("GET", "204 No Content", "")]
    [EveryRoute("GET", "204 No Content", "Content-Length: 1000\r\n")]
    [EveryRoute("DELETE", "204 No Content", "Transfer-Encoding: chunked\r\n")]
    [EveryRoute("GET", "304 Not Modified", "Content-Length: 1000\r\n")]
    [EveryRoute("GET", "304 Not Modified", "Transfer-Encoding: chunked\r\n")]
    public void A_response_that_cannot_have_a_body_ends_with_its_header_section(Route route, string method, string status, string framing)
    {
        var connection = Exchange(route, Message.Request(method, "/1"), Message.ResponseHead(status, framing));
        Assert.Equal((1, 0), (Leg(route).Responses, Leg(route).InFlight));
        connection.ClientSends(Message.Get("/2"));
        connection.ServerSends(Message.Ok("x"));
        Assert.Equal((2, 2, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Among_pipelined_requests_the_HEAD_alone_has_no_body(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1") + Message.Request("HEAD", "/2") + Message.Get("/3"));
        connection.ServerSends(Message.Ok("12345") + Message.ResponseHead("200 OK", "Content-Length: 5\r\n") + Message.Ok("12345"));
        Assert.Equal((3, 0), (Leg(route).Responses, Leg(route).InFlight));
        Assert.Equal(
            Message.Ok("").Length, Kernel.Endpoints().Single(row => row.Path == "/2").BytesReceived);
    }
}
