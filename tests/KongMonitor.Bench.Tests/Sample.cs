// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Tests;

/// <summary>Results as a run would have them.</summary>
static class Sample
{
    public static Machine Machine { get; } = new("A processor", 2, true, 1024, "6.18.0", "Debian");

    public static Result Line(string id, params double[] ratios) => new(
        id, "something", "ns", Distribution.Of(ratios), 0.001,
        Comparison.Of(ratios, "empty programs", [.. ratios.Select(_ => 1.0)], 0.001));

    public static SectionResult Section(string name, params Result[] results) =>
        new(name, new(2026, 1, 2), [new("a table", results)], new(82, 420.4));
}
