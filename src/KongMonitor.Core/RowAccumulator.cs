// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>Adds up the exchanges of one row.</summary>
sealed class RowAccumulator
{
    readonly ulong[] latency = new ulong[AbiConstants.LatencyBuckets];
    ulong requests;
    ulong responses;
    ulong errors;
    ulong bytesSent;
    ulong bytesReceived;

    public TrafficCounts Counts => new(requests, responses, bytesSent, bytesReceived, errors);

    public LatencySummary Latency => LatencyHistogram.Summarize(latency);

    public void AddEnded(ushort status, in EndpointStats stats)
    {
        requests += stats.Exchanges;
        bytesSent += stats.BytesSent;
        bytesReceived += stats.BytesReceived;
        if (ExchangeStatuses.IsError(status))
        {
            errors += stats.Exchanges;
        }

        if (ExchangeStatuses.IsResponse(status))
        {
            AddResponses(stats);
        }
    }

    public void AddInFlight() => requests++;

    public void Clear()
    {
        requests = responses = errors = bytesSent = bytesReceived = 0;
        latency.AsSpan().Clear();
    }

    // Percentiles are of responses: how long it took until one was given up is no latency.
    void AddResponses(in EndpointStats stats)
    {
        responses += stats.Exchanges;
        ReadOnlySpan<ulong> buckets = stats.Latency;
        for (var i = 0; i < buckets.Length; i++)
        {
            latency[i] += buckets[i];
        }
    }
}
