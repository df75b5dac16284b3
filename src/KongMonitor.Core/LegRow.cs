// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>
/// The sums of one leg over all containers. Requests equal responses + unanswered +
/// desynced + in flight, in every snapshot.
/// </summary>
public sealed record LegRow(Leg Leg, TrafficCounts Counts, DateTimeOffset? LastActivity, LatencySummary Latency)
{
    /// <summary>Responses by the kernel's buckets of latency (<see cref="Percentile"/>), since the first count.</summary>
    public required ImmutableArray<ulong> Buckets { get; init; }

    /// <summary>Requests without a whole response yet.</summary>
    public required ulong InFlight { get; init; }

    /// <summary>Responses without a known request; no part of the responses.</summary>
    public required ulong Unmatched { get; init; }

    /// <summary>Responses to requests that had been counted as timed out; no part of the responses.</summary>
    public required ulong Late { get; init; }

    /// <summary>Responses that were cut short; part of the responses.</summary>
    public required ulong Aborted { get; init; }

    /// <summary>Requests that no response came to, by <see cref="UnansweredReason"/>.</summary>
    public required ImmutableArray<ulong> UnansweredBy { get; init; }

    /// <summary>Requests that could not be followed to their response, by <see cref="DesyncReason"/>.</summary>
    public required ImmutableArray<ulong> DesyncedBy { get; init; }

    /// <summary>Sum of <see cref="UnansweredBy"/>.</summary>
    public ulong Unanswered => Sum(UnansweredBy);

    /// <summary>Sum of <see cref="DesyncedBy"/>.</summary>
    public ulong Desynced => Sum(DesyncedBy);

    static ulong Sum(ImmutableArray<ulong> counts)
    {
        ulong sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
