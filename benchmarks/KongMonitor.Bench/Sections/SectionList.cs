// SPDX-License-Identifier: MIT
using KongMonitor.Bench.ExchangeCost;
using KongMonitor.Bench.Growth;
using KongMonitor.Bench.Latency;
using KongMonitor.Bench.Listeners;
using KongMonitor.Bench.PacketCost;
using KongMonitor.Bench.Rate;
using KongMonitor.Bench.Throughput;
using KongMonitor.Bench.UserSpace;

namespace KongMonitor.Bench.Sections;

/// <summary>All sections, in the order of the document.</summary>
static class SectionList
{
    public static IReadOnlyList<ISection> All { get; } =
    [
        new ExchangeSection(),
        new ThroughputSection(),
        new LatencySection(),
        new RateSection(),
        new BulkSection(),
        new ListenerSection(),
        new PacketSection(),
        new GrowthSection(),
        new UserSection(),
    ];

    public static IReadOnlyList<string> Names => [.. All.Select(section => section.Name)];
}
