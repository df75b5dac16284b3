// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>The exchanges of one leg of one container, as far as the view shows them.</summary>
public sealed record ContainerTrafficRow(Leg Leg, uint Index, ContainerIdentity? Identity, TrafficCounts Counts, LatencySummary Latency)
{
    /// <summary>When the last exchange that ended was active; null if none did.</summary>
    public DateTimeOffset? LastActivity { get; init; }
}
