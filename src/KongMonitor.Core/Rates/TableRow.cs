// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Rates;

/// <summary>A row of any table.</summary>
/// <param name="Key">Whose it is.</param>
/// <param name="Counts">Since the first count.</param>
/// <param name="Latency">Since the first count; null where the table has none.</param>
/// <param name="LastActivity">When it was last active.</param>
/// <param name="TakesOver">Whether counts of rows that made room for others come to it.</param>
/// <param name="Identity">Who the container is, if it is known.</param>
public sealed record TableRow(
    RowKey Key,
    TrafficCounts Counts,
    LatencySummary? Latency,
    DateTimeOffset? LastActivity,
    bool TakesOver = false,
    ContainerIdentity? Identity = null);
