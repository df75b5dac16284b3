// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>HTTP/1.0 and HTTP/0.9 (RFC 1945).</summary>
public sealed class VersionTests : KernelTest
{
    [Theory, EveryRoute]
    public void An_HTTP10_response_without_a_length_goes_until_close(Route route)
    {
        const string response = "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhello";
        var connection = Exchange(route, "GET /a HTTP/1.0\r\n\r\n", response);
        Assert.Equal(1, Leg(route).InFlight);
        connection.Close();
        Assert.Equal((1, 1, 0, response.Length), (Leg(route).Requests, Leg(route).Responses, Leg(route).Aborted, Leg(route).BytesReceived));
    }

    [Theory, EveryRoute]
    public void An_HTTP10_connection_may_be_kept_alive(Route route)
    {
        var connection = Open(route);
        for (var i = 0; i < 3; i++)
        {
            connection.ClientSends("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            connection.ServerSends("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok");
        }

        Assert.Equal((3, 3, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
    }

    [Theory, InlineData("GET /old\r\n"), InlineData("GET /old\n"), InlineData("GET /old?query\r\n"), InlineData("GET /old \r\n")]
    public void An_HTTP09_request_is_answered_by_all_that_comes_until_close(string request)
    {
        const Route route = Route.DownstreamXdp;
        const string response = "<html>anything HTTP/1.1 500 x</html>";
        var connection = Exchange(route, request, response);
        connection.ServerSends("more");
        connection.Close();
        Assert.Equal((1, 1, 0, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors, Leg(route).InFlight));
        Assert.Equal((HttpMethod.Get, "/old", 200), (Endpoint().Method, Endpoint().Path, Endpoint().Status));
        Assert.Equal((request.Length, response.Length + 4), (Endpoint().BytesSent, Endpoint().BytesReceived));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, InlineData(Route.DownstreamXdp), InlineData(Route.DownstreamTc)]
    public void An_HTTP09_response_that_starts_like_a_status_line_is_all_counted(Route route)
    {
        const string response = "HTTP is the name of this text";
        var connection = Exchange(route, "GET /old\r\n", "HTTP");
        connection.ServerSends(response[4..]);
        connection.Close();
        Assert.Equal((1, 1, response.Length), (Leg(route).Requests, Leg(route).Responses, Leg(route).BytesReceived));
    }

    [Theory, InlineData(Route.DownstreamXdp), InlineData(Route.DownstreamTc)]
    public void An_HTTP09_request_may_be_refused_with_a_status_line(Route route)
    {
        var connection = Exchange(route, "GET /old\r\n", Message.Response("400 Bad Request", "no"));
        connection.Close();
        Assert.Equal((1, 1, 1, 400), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors, Endpoint().Status));
    }

    [Theory, InlineData(Route.UpstreamXdp), InlineData(Route.UpstreamTc)]
    public void HTTP09_is_believed_on_the_gateways_own_ports_alone(Route route)
    {
        Exchange(route, "GET /old\r\n", "anything").Close();
        Assert.Equal((0, 0), (Leg(route).Requests, Leg(route).Unmatched));
        Assert.Equal(1, Kernel.NotHttp(route.Leg, NotHttp.Other));
    }

    [Theory, EveryRoute("POST /old\r\n"), EveryRoute("SET key value\r\n"), EveryRoute("GET / HTTP/2.0\r\n")]
    [EveryRoute("GET / http/1.1\r\n")]
    [EveryRoute("GET / HTTP/1.x\r\n"), EveryRoute("GET / HTTP/1.1x\r\n"), EveryRoute("GET / SPDY/3.1\r\n")]
    [EveryRoute("GET a b HTTP/1.1\r\n")]
    public void A_first_line_that_is_no_request_line_is_not_HTTP(Route route, string line)
    {
        var connection = Open(route);
        connection.ClientSends(line + "Host: example.com\r\n\r\n");
        connection.ClientSends(Message.Get());
        connection.Close();
        Assert.Equal((0, 0), (Leg(route).Requests, Leg(route).BytesSent));
        Assert.Equal(1, Kernel.NotHttp(route.Leg, NotHttp.Other));
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute("HTTP/1.1 200\r\n"), EveryRoute("HTTP/1.1 200 \r\n"), EveryRoute("HTTP/1.0 200 A long reason, with \u00e9\r\n")]
    [EveryRoute("HTTP/1.9 200 OK\r\n")]
    public void A_status_line_needs_no_reason(Route route, string line)
    {
        Exchange(route, Message.Get(), line + "Content-Length: 2\r\n\r\nok");
        Assert.Equal((1, 200), (Leg(route).Responses, Endpoint().Status));
    }

    [Theory, EveryRoute("ICY 200 OK\r\n\r\n"), EveryRoute("HTTP/2 200 OK\r\n\r\n"), EveryRoute("HTTP/1.1 2x0 OK\r\n\r\n")]
    [EveryRoute("\u0000\u0001\u0002garbage")]
    public void An_answer_that_is_no_response_leaves_its_request_desynced(Route route, string answer)
    {
        Exchange(route, Message.Get(), answer);
        Assert.Equal(
            (1, 0, 1, 0),
            (Leg(route).Requests, Leg(route).Responses, Leg(route).DesyncedBy(DesyncReason.Invalid), Leg(route).Errors));
    }
}
