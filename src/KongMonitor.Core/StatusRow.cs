// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>How many responses of a leg had a status.</summary>
public sealed record StatusRow(Leg Leg, ushort Status, ulong Responses)
{
    /// <summary>Their sums.</summary>
    public TrafficCounts Counts { get; init; }

    /// <summary>When the last of them was active.</summary>
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>Percentiles of those responses.</summary>
    public LatencySummary Latency { get; init; }
}
