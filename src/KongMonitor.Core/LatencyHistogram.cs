// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>What can be said of the kernel's latency buckets.</summary>
public static class LatencyHistogram
{
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

    // Nearest rank: the bucket of the first value that at least this share does not exceed.
    static Percentile At(ReadOnlySpan<ulong> buckets, ulong total, ulong percent)
    {
        var rank = (ulong)(((UInt128)total * percent + 99) / 100);
        ulong seen = 0;
        for (var bucket = 0; bucket < buckets.Length - 1; bucket++)
        {
            seen += buckets[bucket];
            if (seen >= rank)
            {
                return new Percentile(bucket);
            }
        }

        return new Percentile(buckets.Length - 1);
    }
}
