// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core.History;

/// <summary>
/// What happened in the last steps, of both legs: how much each number grew from one reading to the next. Some 70 KB for 180
/// steps. Pure; one thread at a time.
/// </summary>
public sealed class TrafficHistory
{
    internal const int Requests = 0;
    internal const int Responses = 1;
    internal const int Errors = 2;
    internal const int Unanswered = 3;
    internal const int Buckets = 4;
    internal const int LegNumbers = Buckets + AbiConstants.LatencyBuckets;
    const int PointNumbers = (int)Leg.Count * LegNumbers;
    readonly DateTimeOffset[] times;
    readonly uint[] numbers;
    readonly ulong[] last = new ulong[PointNumbers];
    bool hasLast;
    int next;

    /// <summary>Remembers as many steps.</summary>
    public TrafficHistory(int steps)
    {
        times = new DateTimeOffset[steps];
        numbers = new uint[steps * PointNumbers];
    }

    /// <summary>How many steps it has by now.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the step from the last snapshot to this one; the first one begins the first step.</summary>
    public void Add(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var step = numbers.AsSpan(next * PointNumbers, PointNumbers);
        foreach (var leg in snapshot.Legs)
        {
            var at = (int)leg.Leg * LegNumbers;
            Grow(step, at + Requests, leg.Counts.Requests);
            Grow(step, at + Responses, leg.Counts.Responses);
            Grow(step, at + Errors, leg.Counts.Errors);
            Grow(step, at + Unanswered, leg.Unanswered);
            Grow(step, at + Buckets, leg.Buckets);
        }

        if (hasLast)
        {
            times[next] = snapshot.Time;
            next = (next + 1) % times.Length;
            Count = Math.Min(Count + 1, times.Length);
        }

        hasLast = true;
    }

    /// <summary>When a step ended; 0 is the oldest.</summary>
    internal DateTimeOffset TimeOf(int step) => times[Place(step)];

    /// <summary>Its numbers of a leg.</summary>
    internal ReadOnlySpan<uint> NumbersOf(int step, Leg leg) =>
        numbers.AsSpan(Place(step) * PointNumbers + (int)leg * LegNumbers, LegNumbers);

    int Place(int step) => (next - Count + step + times.Length) % times.Length;

    void Grow(Span<uint> step, int at, ImmutableArray<ulong> counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            Grow(step, at + i, counts[i]);
        }
    }

    // Rows and totals are read one after the other, so a bucket may be a little behind for once: it is made up for.
    void Grow(Span<uint> step, int at, ulong count)
    {
        step[at] = (uint)Math.Min(count - Math.Min(count, last[at]), uint.MaxValue);
        last[at] = Math.Max(last[at], count);
    }
}
