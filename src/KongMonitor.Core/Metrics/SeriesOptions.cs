// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>How exchanges become series of metrics.</summary>
public sealed record SeriesOptions
{
    /// <summary>The most that <see cref="Limit"/> may be: what the kernel keeps of folded series has room for two legs of it.</summary>
    public const int MostSeries = 4000;

    /// <summary>Named series of a metric; all others share one.</summary>
    public int Limit { get; init; } = 2000;

    /// <summary>Whether identifiers in paths are folded, as <see cref="PathGroup"/> says.</summary>
    public bool GroupPaths { get; init; } = true;
}
