// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>When a request counts, and what of it.</summary>
public sealed class RequestTests : KernelTest
{
    [Theory, EveryRoute]
    public void A_request_counts_when_its_header_section_is_complete(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("GET /a HTTP/1.1\r\nHost: example.com\r\n\r");
        Assert.Equal((0, 0), (Leg(route).Requests, Leg(route).InFlight));
        connection.ClientSends("\n");
        Assert.Equal((1, 1), (Leg(route).Requests, Leg(route).InFlight));
        Assert.Empty(Kernel.Endpoints());
    }

    [Theory, EveryRoute]
    public void A_request_counts_before_its_body_is_complete(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", "Content-Length: 10\r\n") + "12345");
        Assert.Equal((1, 1), (Leg(route).Requests, Leg(route).InFlight));
        Assert.Empty(Kernel.Events());
        connection.ClientSends("67890");
        Assert.Equal(1, Leg(route).Requests);
        Assert.Equal(EventType.Request, Assert.Single(Kernel.Events()).Type);
    }

    [Theory, EveryRoute]
    public void A_request_is_in_flight_until_the_last_byte_of_its_response(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.ServerSends("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx");
        Assert.Equal((1, 0, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        connection.ServerSends("y");
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void An_exchange_is_counted_on_its_own_leg_alone(Route route)
    {
        Exchange(route, Message.Get(), Message.Ok("hello"));
        var other = Kernel.Leg(route.Leg == Abi.Leg.Upstream ? Abi.Leg.Downstream : Abi.Leg.Upstream);
        Assert.Equal((1, 1), (Leg(route).Requests, Leg(route).Responses));
        Assert.Equal((0, 0, 0, 0), (other.Requests, other.Responses, other.BytesSent, other.BytesReceived));
    }

    [Theory, EveryRoute]
    public void Bytes_are_start_line_fields_and_body(Route route)
    {
        var (request, response) = (Message.Post("name=value"), Message.Ok("hello"));
        Exchange(route, request, response);
        Assert.Equal((request.Length, response.Length), (Leg(route).BytesSent, Leg(route).BytesReceived));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_row_of_a_connection_names_both_ends_client_first(Route route)
    {
        var connection = Exchange(route, Message.Get("/a"), Message.Ok());
        var row = Assert.Single(Kernel.Connections());
        Assert.Equal(
            (connection.Client.EndPoint, connection.Server.EndPoint, route.Leg), (row.Client, row.Server, row.Leg));
        Assert.Equal(
            (HttpMethod.Get, "example.com", "/a", 1, 1, 0),
            (row.Method, row.Domain, row.Path, row.Requests, row.Responses, row.Errors));
        Assert.False(row.Partial);
        Assert.InRange(row.LastActivity, row.Created, Kernel.Now());
    }

    [Theory, EveryRoute]
    public void An_IPv6_connection_has_its_row_in_the_map_for_IPv6(Route route)
    {
        var connection = Open(route, ipv6: true);
        connection.ClientSends(Message.Get("/six"));
        connection.ServerSends(Message.Ok("hello"));
        var row = Assert.Single(Kernel.Connections());
        Assert.Equal((connection.Client.EndPoint, connection.Server.EndPoint), (row.Client, row.Server));
        Assert.Equal((1, 0), (Kernel.Counter(Counter.ConnectionRows6), Kernel.Counter(Counter.ConnectionRows)));
        Assert.Equal((1, 1), (Leg(route).Requests, Leg(route).Responses));
    }

    [Theory, EveryRoute]
    public void A_row_that_comes_back_after_eviction_is_partial(Route route)
    {
        const int length = 100_000; // so long that what came of it is in the row before its end
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.ResponseHead("200 OK", $"Content-Length: {length}\r\n") + new string('x', length - 1));
        Assert.Equal((1, 0), (Assert.Single(Kernel.Connections()).Requests, Assert.Single(Kernel.Connections()).Responses));
        Kernel.EvictConnections();
        connection.ServerSends("x");
        var row = Assert.Single(Kernel.Connections());
        Assert.True(row.Partial);
        Assert.Equal((0, 1), (row.Requests, row.Responses));
        Assert.InRange(row.BytesReceived, 1, length - 65_536);
        Assert.Equal(2, Kernel.Counter(Counter.ConnectionRows));
    }

    [Theory, EveryRoute]
    public void A_request_is_in_its_connections_row_when_it_ended_and_says_until_then_that_it_is_not(Route route)
    {
        var (request, response) = (Message.Post("name=value"), Message.Ok());
        var connection = Open(route);
        connection.ClientSends(request);
        Assert.Empty(Kernel.Connections());
        Assert.Equal((0UL, (ulong)request.Length), (Assert.Single(Kernel.InFlight()).Value.Listed, Kernel.InFlight()[0].Value.RequestBytes));
        connection.ServerSends(response);
        var row = Assert.Single(Kernel.Connections());
        Assert.Equal((1, 1, request.Length, response.Length), (row.Requests, row.Responses, row.BytesSent, row.BytesReceived));
        Assert.False(row.Partial);
    }

    [Theory, EveryRoute]
    public void Of_a_long_request_each_byte_is_in_its_connections_row_once(Route route)
    {
        const int length = 300_000;
        var connection = Open(route);
        var head = Message.Request("POST", "/", $"Content-Length: {length}\r\n");
        connection.ClientSends(head + new string('x', length / 2));
        var row = Assert.Single(Kernel.Connections());
        Assert.Equal((1, (ulong)row.BytesSent + 1), (row.Requests, Assert.Single(Kernel.InFlight()).Value.Listed));
        connection.ClientSends(new string('x', length / 2));
        connection.ServerSends(Message.Ok());
        row = Assert.Single(Kernel.Connections());
        Assert.Equal((1, 1, head.Length + length), (row.Requests, row.Responses, row.BytesSent));
    }

    [Theory, EveryRoute]
    public void An_endpoint_has_a_row_for_each_method_status_domain_and_path(Route route)
    {
        Exchange(route, Message.Get("/a"), Message.Ok());
        Exchange(route, Message.Get("/a"), Message.Ok());
        Exchange(route, Message.Get("/b"), Message.Ok());
        Exchange(route, Message.Post("x", "/a"), Message.Ok());
        Exchange(route, Message.Get("/a"), Message.Response("404 Not Found"));
        Exchange(route, "GET /a HTTP/1.1\r\nHost: other.example\r\n\r\n", Message.Ok());
        Assert.Equal([1, 1, 1, 1, 2], Kernel.Endpoints().Select(row => row.Exchanges).Order());
        AssertRowsHoldAllBytes(route);
    }
}
