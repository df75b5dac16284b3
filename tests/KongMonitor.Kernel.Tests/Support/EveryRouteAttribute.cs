// SPDX-License-Identifier: MIT
using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace KongMonitor.KernelTests;

/// <summary>Runs a theory on both legs, by XDP and by TC ingress, with any arguments given behind the route.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class EveryRouteAttribute(params object[] arguments) : DataAttribute
{
    static readonly Route[] routes = [Route.DownstreamXdp, Route.DownstreamTc, Route.UpstreamXdp, Route.UpstreamTc];

    public object[] Arguments => arguments;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. routes.Select(route => new TheoryDataRow([route, .. arguments]))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
