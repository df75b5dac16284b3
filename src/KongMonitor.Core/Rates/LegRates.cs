// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core.Rates;

/// <summary>What a leg did in an interval.</summary>
/// <param name="Totals">Per second.</param>
/// <param name="ErrorShare">Of the exchanges that ended, answered or not: the share of errors; null if none ended.</param>
/// <param name="Latency">Of the responses that ended in it.</param>
public sealed record LegRates(RowRates Totals, double? ErrorShare, LatencySummary Latency)
{
    /// <summary>Null where the interval does not tell.</summary>
    public static LegRates? Of(Interval? interval, Leg leg)
    {
        if (interval is null)
        {
            return null;
        }

        var (before, now) = (interval.Before.Legs[(int)leg], interval.Now.Legs[(int)leg]);
        return RowRates.Between(before.Counts, now.Counts, interval.Length) is { } totals
            ? new(totals, Share(before, now), Between(before, now))
            : null;
    }

    static double? Share(LegRow before, LegRow now)
    {
        var ended = Ended(now) - (double)Ended(before);
        var errors = now.Counts.Errors - (double)before.Counts.Errors;
        return ended > 0 && errors >= 0 ? Math.Min(1, errors / ended) : null;
    }

    static ulong Ended(LegRow leg) => leg.Counts.Responses + leg.Unanswered;

    // Buckets are sums of rows, which are not read at one moment: if one fell, the others are no measure either.
    static LatencySummary Between(LegRow before, LegRow now)
    {
        var buckets = new ulong[now.Buckets.Length];
        for (var i = 0; i < buckets.Length; i++)
        {
            if (now.Buckets[i] < before.Buckets[i])
            {
                return default;
            }

            buckets[i] = now.Buckets[i] - before.Buckets[i];
        }

        return LatencyHistogram.Summarize(buckets);
    }
}
