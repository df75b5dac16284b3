// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>
/// The bucket of the kernel's histogram that holds a percentile. The buckets: one up to
/// 64 us, two an octave from there to 2^26 us (the second ends at one and a half times
/// the first's end), one for the rest. Kept as one byte, because every row has three.
/// </summary>
public readonly record struct Percentile
{
    const int LowestBound = 64;
    const int LastBucket = AbiConstants.LatencyBuckets - 1;
    readonly byte bucket;

    /// <summary>A percentile in the bucket of that number.</summary>
    public Percentile(int bucket)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bucket, LastBucket);
        this.bucket = (byte)bucket;
    }

    /// <summary>The bucket's lower bound in microseconds, exclusive (but 0 is in the first).</summary>
    public ulong Low => LowerBound(bucket);

    /// <summary>The bucket's upper bound in microseconds, inclusive; null in the last bucket, which has no end.</summary>
    public ulong? High => bucket == LastBucket ? null : LowerBound(bucket + 1);

    /// <summary>One number for the percentile, never too low where the bucket has an end: its upper bound.</summary>
    public ulong Value => High ?? Low;

    static ulong LowerBound(int bucket)
    {
        if (bucket == 0)
        {
            return 0;
        }

        var (octave, half) = Math.DivRem(bucket - 1, 2);
        return ((ulong)LowestBound << octave) / 2 * (2 + (ulong)half);
    }
}
