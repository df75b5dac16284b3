// SPDX-License-Identifier: MIT
using KongMonitor.Bench.ExchangeCost;
using KongMonitor.Bench.Growth;
using KongMonitor.Bench.PacketCost;

namespace KongMonitor.Bench.Sections;

/// <summary>All sections, in the order of the document.</summary>
static class SectionList
{
    public static IReadOnlyList<ISection> All { get; } = [new ExchangeSection(), new PacketSection(), new GrowthSection()];

    public static IReadOnlyList<string> Names => [.. All.Select(section => section.Name)];
}
