// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Which connections are looked at, and to which leg they belong.</summary>
public sealed class ForeignPortTests : KernelTest
{
    static readonly IPAddress gateway = IPAddress.Parse("198.18.0.100");
    static readonly IPAddress remote = IPAddress.Parse("198.18.1.7");
    static int clientPort = 10_000;

    [Theory]
    [InlineData(Route.DownstreamXdp), InlineData(Route.DownstreamTc)]
    public void Connections_to_the_gateway_on_watched_ports_are_downstream(Route route)
    {
        foreach (var port in (ReadOnlySpan<int>)[8000, 8001, 8002, 8007, 8100])
        {
            Take(route, remote, gateway, port);
        }

        AssertCounts(downstream: 5, upstream: 0);
    }

    [Theory]
    [InlineData(Route.DownstreamXdp), InlineData(Route.DownstreamTc)]
    public void Connections_to_the_gateway_on_other_ports_are_not_looked_at(Route route)
    {
        foreach (var port in (ReadOnlySpan<int>)[7999, 8003, 8008, 80, 0x1f40 ^ 0xff00, 40_000])
        {
            Take(route, remote, gateway, port);
        }

        AssertCounts(downstream: 0, upstream: 0);
        Assert.Equal(0, Kernel.Counter(Counter.FlowsOpened));
    }

    [Theory]
    [InlineData(Route.UpstreamXdp), InlineData(Route.UpstreamTc)]
    public void Connections_that_the_gateway_starts_are_upstream_on_any_port(Route route)
    {
        foreach (var port in (ReadOnlySpan<int>)[80, 8000, 9080, 65_535, 1])
        {
            Take(route, gateway, remote, port);
        }

        AssertCounts(downstream: 0, upstream: 5);
    }

    [Theory]
    [InlineData(Route.UpstreamXdp), InlineData(Route.UpstreamTc)]
    public void Connections_that_the_gateway_starts_from_a_watched_port_are_upstream(Route route)
    {
        var client = new IPEndPoint(gateway, 8000);
        var connection = new Connection(Kernel, route, client: client, server: new(remote, 9080)).Open();
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.Ok());
        AssertCounts(downstream: 0, upstream: 1);
    }

    [Theory]
    [InlineData(Route.UpstreamXdp), InlineData(Route.UpstreamTc)]
    public void Without_upstream_the_connections_that_the_gateway_starts_are_not_looked_at(Route route)
    {
        Configure(KernelOptions.Default with { Upstream = false });
        Take(route, gateway, remote, 9080);
        Take(route, gateway, remote, 8000);
        var joined = new Connection(Kernel, route).Joined();
        joined.ClientSends(Message.Get());
        joined.ServerSends(Message.Ok());
        AssertCounts(downstream: 0, upstream: 0);
        Assert.Equal(0, Kernel.Counter(Counter.FlowsOpened));
    }

    [Theory]
    [InlineData(Route.DownstreamXdp), InlineData(Route.DownstreamTc)]
    public void Without_upstream_the_connections_to_the_gateway_are_counted(Route route)
    {
        Configure(KernelOptions.Default with { Upstream = false });
        Take(route, remote, gateway, 8000);
        Take(route, remote, gateway, 9999);
        AssertCounts(downstream: 1, upstream: 0);
    }

    [Theory]
    [InlineData(Route.DownstreamXdp), InlineData(Route.DownstreamTc)]
    public void With_all_ports_every_connection_to_the_gateway_is_downstream(Route route)
    {
        Configure(KernelOptions.Default with { AllPorts = true });
        foreach (var port in (ReadOnlySpan<int>)[1, 80, 7999, 65_535])
        {
            Take(route, remote, gateway, port);
        }

        AssertCounts(downstream: 4, upstream: 0);
    }

    [Theory]
    [InlineData(Route.UpstreamXdp), InlineData(Route.UpstreamTc)]
    public void With_all_ports_what_the_gateway_starts_is_upstream(Route route)
    {
        Configure(KernelOptions.Default with { AllPorts = true });
        Take(route, gateway, remote, 9080);
        AssertCounts(downstream: 0, upstream: 1);
    }

    [Theory]
    [InlineData(Route.DownstreamXdp), InlineData(Route.DownstreamTc)]
    public void Ports_are_an_option(Route route)
    {
        Configure(KernelOptions.Default with { Ports = "1,65535,80" });
        foreach (var port in (ReadOnlySpan<int>)[1, 80, 65_535, 8000, 2, 65_534, 81])
        {
            Take(route, remote, gateway, port);
        }

        AssertCounts(downstream: 3, upstream: 0);
    }

    [Fact]
    public void On_lo_the_port_decides_the_leg()
    {
        Take(Route.Loopback, gateway, gateway, 8001);
        Take(Route.Loopback, gateway, gateway, 9080);
        Take(Route.Loopback, IPAddress.Loopback, IPAddress.Loopback, 8000);
        Take(Route.Loopback, IPAddress.Loopback, IPAddress.Loopback, 5000);
        Take(Route.Loopback, IPAddress.Loopback, IPAddress.Loopback, 5001);
        Take(Route.Loopback, IPAddress.IPv6Loopback, IPAddress.IPv6Loopback, 8000);
        AssertCounts(downstream: 3, upstream: 3);
    }

    [Fact]
    public void On_lo_without_upstream_only_watched_ports_are_looked_at()
    {
        Configure(KernelOptions.Default with { Upstream = false });
        Take(Route.Loopback, IPAddress.Loopback, IPAddress.Loopback, 8001);
        Take(Route.Loopback, IPAddress.Loopback, IPAddress.Loopback, 9080);
        AssertCounts(downstream: 1, upstream: 0);
    }

    [Fact]
    public void On_lo_a_connection_that_was_open_at_the_start_is_told_by_its_first_bytes()
    {
        foreach (var (port, fromClient) in (ReadOnlySpan<(int, bool)>)[(8000, true), (8000, false), (9080, true), (9080, false)])
        {
            var server = new IPEndPoint(IPAddress.Loopback, port);
            var connection = new Connection(Kernel, Route.Loopback, client: new(IPAddress.Loopback, clientPort++), server: server).Joined();
            if (!fromClient)
            {
                connection.ServerSends("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }

            connection.ClientSends(Message.Get());
            connection.ServerSends(Message.Ok());
        }

        AssertCounts(downstream: 2, upstream: 2);
        Assert.Equal((1, 1), (Kernel.Leg(Abi.Leg.Downstream).Unmatched, Kernel.Leg(Abi.Leg.Upstream).Unmatched));
    }

    [Fact]
    public void A_proxied_request_counts_once_on_each_leg()
    {
        var client = Open(Route.DownstreamXdp);
        var service = Open(Route.UpstreamXdp);
        client.ClientSends(Message.Get("/proxied"));
        service.ClientSends(Message.Get("/proxied"));
        service.ServerSends(Message.Response("503 x"));
        client.ServerSends(Message.Response("502 x"));
        AssertCounts(downstream: 1, upstream: 1);
        Assert.Equal(
            [(Abi.Leg.Downstream, 502), (Abi.Leg.Upstream, 503)], Kernel.Endpoints().Select(row => (row.Leg, row.Status)));
    }

    void Take(Route route, IPAddress client, IPAddress server, int port)
    {
        var ends = (Client: new IPEndPoint(client, Interlocked.Increment(ref clientPort)), Server: new IPEndPoint(server, port));
        var connection = new Connection(Kernel, route, client: ends.Client, server: ends.Server).Open();
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.Ok());
        connection.Close();
    }

    void AssertCounts(int downstream, int upstream)
    {
        var (down, up) = (Kernel.Leg(Abi.Leg.Downstream), Kernel.Leg(Abi.Leg.Upstream));
        Assert.Equal((downstream, downstream, 0), (down.Requests, down.Responses, down.InFlight));
        Assert.Equal((upstream, upstream, 0), (up.Requests, up.Responses, up.InFlight));
    }
}
