// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Which connections are followed.</summary>
public sealed class ConfigurationTests : KernelTest
{
    [Theory, InlineData(Route.DownstreamXdp), InlineData(Route.DownstreamTc)]
    public void A_client_of_a_port_that_is_not_watched_is_not_followed(Route route)
    {
        ExchangeOnPort(route, 9999);
        Assert.Equal((0, 0), (Kernel.Leg(Abi.Leg.Downstream).Requests, Kernel.Leg(Abi.Leg.Upstream).Requests));
        Assert.Equal(0, Kernel.Counter(Counter.FlowsOpened));
    }

    [Theory]
    [InlineData("1,65535", 1), InlineData("1,65535", 65535), InlineData("8008", 8008), InlineData("8015", 8015)]
    public void Any_port_can_be_watched(string ports, int port)
    {
        Configure(KernelOptions.Default with { Ports = ports });
        ExchangeOnPort(Route.DownstreamXdp, port);
        Assert.Equal(1, Kernel.Leg(Abi.Leg.Downstream).Responses);
    }

    [Theory]
    [InlineData("8008", 8007), InlineData("8008", 8009), InlineData("8015", 8016), InlineData("8008", 16)]
    public void The_neighbours_of_a_watched_port_are_not_watched(string ports, int port)
    {
        Configure(KernelOptions.Default with { Ports = ports });
        ExchangeOnPort(Route.DownstreamXdp, port);
        Assert.Equal(0, Kernel.Leg(Abi.Leg.Downstream).Requests);
    }

    [Theory, InlineData(Route.DownstreamXdp), InlineData(Route.DownstreamTc)]
    public void With_all_ports_every_client_is_followed(Route route)
    {
        Configure(KernelOptions.Default with { Ports = "", AllPorts = true });
        ExchangeOnPort(route, 9999);
        Assert.Equal((1, 0), (Kernel.Leg(Abi.Leg.Downstream).Responses, Kernel.Leg(Abi.Leg.Upstream).Responses));
    }

    [Theory, InlineData(Route.UpstreamXdp), InlineData(Route.UpstreamTc)]
    public void With_all_ports_what_the_gateway_starts_is_still_upstream(Route route)
    {
        Configure(KernelOptions.Default with { AllPorts = true });
        ExchangeOnPort(route, 9999);
        Assert.Equal((0, 1), (Kernel.Leg(Abi.Leg.Downstream).Responses, Kernel.Leg(Abi.Leg.Upstream).Responses));
    }

    [Theory, InlineData(Route.UpstreamXdp), InlineData(Route.UpstreamTc)]
    public void A_watched_port_of_a_service_elsewhere_is_upstream(Route route)
    {
        ExchangeOnPort(route, 8000);
        Assert.Equal((0, 1), (Kernel.Leg(Abi.Leg.Downstream).Responses, Kernel.Leg(Abi.Leg.Upstream).Responses));
    }

    [Theory, EveryRoute]
    public void Without_upstream_only_clients_of_the_gateway_are_followed(Route route)
    {
        Configure(KernelOptions.Default with { Upstream = false });
        Exchange(route, Message.Get(), Message.Ok());
        var downstream = route.Leg == Abi.Leg.Downstream ? 1 : 0;
        Assert.Equal((downstream, 0), (Kernel.Leg(Abi.Leg.Downstream).Responses, Kernel.Leg(Abi.Leg.Upstream).Responses));
        Assert.Equal(downstream, Kernel.Counter(Counter.FlowsOpened));
    }

    [Theory, InlineData(8000, Abi.Leg.Downstream), InlineData(9999, Abi.Leg.Upstream)]
    public void Between_local_ends_the_port_tells_the_leg(int port, Abi.Leg leg)
    {
        ExchangeOnPort(Route.Loopback, port);
        Assert.Equal(
            leg == Abi.Leg.Downstream ? (1, 0) : (0, 1),
            (Kernel.Leg(Abi.Leg.Downstream).Responses, Kernel.Leg(Abi.Leg.Upstream).Responses));
    }

    void ExchangeOnPort(Route route, int port)
    {
        var server = new IPEndPoint(new Connection(Kernel, route).Server.EndPoint.Address, port);
        var connection = new Connection(Kernel, route, server: server).Open();
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.Ok());
        connection.Close();
    }
}
