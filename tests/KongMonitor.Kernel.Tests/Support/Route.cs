// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>By which programs the packets of a connection pass, and with it the leg they belong to.</summary>
public enum Route
{
    DownstreamXdp,
    DownstreamTc,
    UpstreamXdp,
    UpstreamTc,

    /// <summary>On lo every packet passes TC egress alone; both ends are local.</summary>
    Loopback,
}

static class RouteExtensions
{
    extension(Route route)
    {
        public Leg Leg => route is Route.UpstreamXdp or Route.UpstreamTc ? Leg.Upstream : Leg.Downstream;

        public Hook ClientHook => route switch
        {
            Route.DownstreamXdp => Hook.IngressXdp,
            Route.DownstreamTc => Hook.IngressTc,
            _ => Hook.EgressTc,
        };

        public Hook ServerHook => route switch
        {
            Route.UpstreamXdp => Hook.IngressXdp,
            Route.UpstreamTc => Hook.IngressTc,
            _ => Hook.EgressTc,
        };
    }
}
