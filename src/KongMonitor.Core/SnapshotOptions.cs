// SPDX-License-Identifier: MIT
using KongMonitor.Core.Filters;
using KongMonitor.Core.Metrics;

namespace KongMonitor.Core;

/// <summary>What a snapshot has beside the reading's own numbers.</summary>
public sealed record SnapshotOptions
{
    /// <summary>The most connection rows of each leg; all by default.</summary>
    public int Connections { get; init; } = int.MaxValue;

    /// <summary>Whether it has the tables of domains, paths and connections, which are most of it.</summary>
    public bool HasTables { get; init; } = true;

    /// <summary>The most rows of each leg in each of the other tables; all by default.</summary>
    public int Rows { get; init; } = int.MaxValue;

    /// <summary>Which exchanges and connections the tables show; totals are of everything.</summary>
    public Filter Filter { get; init; } = Filter.Everything;

    /// <summary>Exchanges whose sums are wanted beside those of the filter's.</summary>
    public Filter? Chosen { get; init; }

    /// <summary>Lines that a slow reader of the output left no room for, shown beside the kernel's losses.</summary>
    public ulong OutputFull { get; init; }

    /// <summary>Makes the series; null where nobody asks for them.</summary>
    public SeriesTable? Series { get; init; }

    /// <summary>What the process counts of itself.</summary>
    public MonitorCounts Own { get; init; } = new();
}
