// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>
/// The buckets of the metrics' histograms: all of the kernel's for sizes; every other bound of its durations, so one an
/// octave, since each is a series of its own in Prometheus. What two neighbours hold together is exact as well.
/// </summary>
public static class HistogramBounds
{
    const int LowestDuration = 64_000;
    const int Octaves = (AbiConstants.LatencyBuckets - 2) / 2;
    const int LowestSize = 256;

    /// <summary>Nanoseconds: 64 us, 128 us, … 2^26 us.</summary>
    public static ImmutableArray<ulong> Duration { get; } =
        [.. Enumerable.Range(0, Octaves + 1).Select(octave => (ulong)LowestDuration << octave)];

    /// <summary>Bytes: 256, 1,024, … 16 Mi.</summary>
    public static ImmutableArray<ulong> Size { get; } =
        [.. Enumerable.Range(0, AbiConstants.SizeBuckets - 1).Select(step => (ulong)LowestSize << 2 * step)];

    /// <summary>Adds the kernel's buckets of durations to those of <see cref="Duration"/>.</summary>
    internal static void AddDurations(ReadOnlySpan<ulong> kernel, Span<ulong> sums)
    {
        // Under the lowest bound; then two an octave; above the highest.
        for (var i = 0; i < kernel.Length; i++)
        {
            sums[(i + 1) / 2] += kernel[i];
        }
    }
}
