// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>
/// Addresses and ports. The remote end's address is below the gateway's on one route of a leg and above it on the other,
/// because the kernel orders the ends of a flow.
/// </summary>
static class Ends
{
    public const int DownstreamPort = 8000;
    public const int UpstreamPort = 9080;
    const byte GatewayHost = 100;

    public static IPEndPoint Client(Route route, bool ipv6, int number) =>
        new(route.Leg == Leg.Upstream ? Gateway(ipv6) : Remote(route, ipv6, number), 20000 + number % 40000);

    public static IPEndPoint Server(Route route, bool ipv6, int number) =>
        route.Leg == Leg.Upstream ? new(Remote(route, ipv6, number), UpstreamPort) : new(Gateway(ipv6), DownstreamPort);

    static IPAddress Gateway(bool ipv6) => Address(ipv6, 0, GatewayHost);

    static IPAddress Remote(Route route, bool ipv6, int number) => route == Route.Loopback
        ? Gateway(ipv6)
        : Address(ipv6, (byte)(1 + number / 40000), route is Route.DownstreamXdp or Route.UpstreamTc ? (byte)7 : (byte)207);

    static IPAddress Address(bool ipv6, byte network, byte host) =>
        IPAddress.Parse(ipv6 ? $"2001:db8::{network}:{host}" : $"198.18.{network}.{host}");
}
