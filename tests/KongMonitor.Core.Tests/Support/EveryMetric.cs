// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Doctor;
using KongMonitor.Core.Metrics;

namespace KongMonitor.CoreTests.Support;

/// <summary>All metrics that there are, each with every label that it may have.</summary>
static class EveryMetric
{
    const ushort ServerError = 503;

    public static IReadOnlyList<Metric> All { get; } = MetricCatalog.Of(Full(), "1.0.0").Metrics;

    static Snapshot Full() => SnapshotBuilder.Build(new KernelReading { Since = DateTimeOffset.UnixEpoch, Time = DateTimeOffset.UnixEpoch }) with
    {
        Series = [Series(Leg.Downstream), Series(Leg.Upstream)],
        Statuses = [new(Leg.Downstream, ServerError, new(1, 1, 0, 0, 1))],
        Containers = [Container(Leg.Downstream), Container(Leg.Upstream)],
        Maps = [new("endpoint_map", 1, 2)],
        Warnings = [Finding.Problem(FindingIds.Nothing)],
    };

    static ExchangeSeries Series(Leg leg) => new()
    {
        Leg = leg,
        Method = (byte)KongMonitor.Abi.HttpMethod.Get,
        Status = ServerError,
        Domain = "api.example.com",
        Path = "/users/{id}",
        Container = "gateway",
        Duration = new(0, []),
        RequestBody = new(0, []),
        ResponseBody = new(0, []),
    };

    static ContainerRow Container(Leg leg) => new(1, leg, default, null)
    {
        Label = "gateway",
        Identity = new(new string('a', 64), "gateway", "default/kong", "kong:3.9", "/"),
    };
}
