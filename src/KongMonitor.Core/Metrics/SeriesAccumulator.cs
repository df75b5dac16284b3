// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>Adds up the rows of one series. What it gives is its own arrays: nothing is added afterwards.</summary>
sealed class SeriesAccumulator
{
    readonly ulong[] duration = new ulong[HistogramBounds.Duration.Length + 1];
    readonly ulong[] requestBody = new ulong[AbiConstants.SizeBuckets];
    readonly ulong[] responseBody = new ulong[AbiConstants.SizeBuckets];
    ulong durationSum;
    ulong requestBodySum;
    ulong responseBodySum;

    /// <summary>That of the row which the kernel met first.</summary>
    public ulong Order { get; private set; } = ulong.MaxValue;

    public HistogramCounts Duration => new(durationSum, ImmutableCollectionsMarshal.AsImmutableArray(duration));

    public HistogramCounts RequestBody => new(requestBodySum, ImmutableCollectionsMarshal.AsImmutableArray(requestBody));

    public HistogramCounts ResponseBody => new(responseBodySum, ImmutableCollectionsMarshal.AsImmutableArray(responseBody));

    public void Add(in EndpointStats row)
    {
        Order = Math.Min(Order, row.Order);
        durationSum += row.LatencySum;
        requestBodySum += row.RequestBodySum;
        responseBodySum += row.ResponseBodySum;
        HistogramBounds.AddDurations(row.Latency, duration);
        AddAll(row.RequestBody, requestBody);
        AddAll(row.ResponseBody, responseBody);
    }

    static void AddAll(ReadOnlySpan<ulong> counts, Span<ulong> sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += counts[i];
        }
    }
}
