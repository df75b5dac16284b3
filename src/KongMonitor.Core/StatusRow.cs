// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>How many responses of a leg had a status.</summary>
public sealed record StatusRow(Leg Leg, ushort Status, ulong Responses)
{
    /// <summary>Percentiles of those responses.</summary>
    public LatencySummary Latency { get; init; }
}
