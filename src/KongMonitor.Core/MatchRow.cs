// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>What the exchanges of one leg sum up to that a filter means.</summary>
/// <param name="Leg">The leg.</param>
/// <param name="Counts">Their sums.</param>
/// <param name="InFlight">Of the requests: without a whole response yet.</param>
/// <param name="Unanswered">Of the requests: no response came.</param>
/// <param name="Desynced">Of the requests: could not be followed.</param>
/// <param name="Unsure">Exchanges that may be meant or not, since their rows no longer tell; they are in no sum and no table.</param>
/// <param name="Latency">Responses by the kernel's buckets (<see cref="Percentile"/>), since the first count.</param>
public sealed record MatchRow(
    Leg Leg, TrafficCounts Counts, ulong InFlight, ulong Unanswered, ulong Desynced, ulong Unsure, ImmutableArray<ulong> Latency);
