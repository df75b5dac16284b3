// SPDX-License-Identifier: MIT
using KongMonitor.Core.Metrics;

namespace KongMonitor.Core;

/// <summary>What a snapshot has beside the reading's own numbers.</summary>
public sealed record SnapshotOptions
{
    /// <summary>The most connection rows of each leg; all by default.</summary>
    public int Connections { get; init; } = int.MaxValue;

    /// <summary>Whether it has the tables of domains, paths and connections, which are most of it.</summary>
    public bool HasTables { get; init; } = true;

    /// <summary>Lines that a slow reader of the output left no room for, shown beside the kernel's losses.</summary>
    public ulong OutputFull { get; init; }

    /// <summary>Makes the series; null where nobody asks for them.</summary>
    public SeriesTable? Series { get; init; }

    /// <summary>What the process counts of itself.</summary>
    public MonitorCounts Own { get; init; } = new();
}
