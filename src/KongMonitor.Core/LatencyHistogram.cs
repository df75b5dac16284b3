// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>
/// The kernel's latency buckets: one under 64 us, two an octave from there to
/// 2^26 us (the second starts at one and a half times the first), one for the rest.
/// </summary>
public static class LatencyHistogram
{
    const int FirstBound = 64;

    /// <summary>Bounds of a bucket in microseconds.</summary>
    public static Percentile Bounds(int bucket)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, AbiConstants.LatencyBuckets);
        var low = bucket == 0 ? 0 : LowerBound(bucket);
        return new Percentile(low, bucket == AbiConstants.LatencyBuckets - 1 ? null : LowerBound(bucket + 1));
    }

    /// <summary>The percentiles that the outputs show.</summary>
    public static LatencySummary Summarize(ReadOnlySpan<ulong> buckets)
    {
        ulong total = 0;
        foreach (var count in buckets)
        {
            total += count;
        }

        return total == 0
            ? default
            : new LatencySummary(At(buckets, total, 50), At(buckets, total, 95), At(buckets, total, 99));
    }

    static ulong LowerBound(int bucket)
    {
        var octave = (bucket - 1) / 2;
        var secondHalf = (bucket - 1) % 2 == 1;
        return ((ulong)FirstBound << octave) / 2 * (secondHalf ? 3u : 2u);
    }

    /* Nearest rank: the bucket of the first value that at least this share does not exceed. */
    static Percentile At(ReadOnlySpan<ulong> buckets, ulong total, ulong percent)
    {
        var rank = (ulong)(((UInt128)total * percent + 99) / 100);
        ulong seen = 0;
        for (var bucket = 0; bucket < buckets.Length - 1; bucket++)
        {
            seen += buckets[bucket];
            if (seen >= rank)
            {
                return Bounds(bucket);
            }
        }

        return Bounds(buckets.Length - 1);
    }
}
