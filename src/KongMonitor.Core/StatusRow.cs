// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>How many responses of a leg had a status.</summary>
public sealed record StatusRow(Leg Leg, ushort Status, TrafficCounts Counts)
{
    /// <summary>How many there are.</summary>
    public ulong Responses => Counts.Responses;

    /// <summary>When the last of them was active.</summary>
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>Percentiles of those responses.</summary>
    public LatencySummary Latency { get; init; }
}
