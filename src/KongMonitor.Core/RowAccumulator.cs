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

    public static bool IsResponse(ushort status) =>
        status is not ((ushort)ExchangeStatus.Unanswered or (ushort)ExchangeStatus.Desynced);

    public void AddEnded(ushort status, in EndpointStats stats)
    {
        requests += stats.Exchanges;
        bytesSent += stats.BytesSent;
        bytesReceived += stats.BytesReceived;
        if (IsResponse(status))
        {
            responses += stats.Exchanges;
        }

        if (IsError(status))
        {
            errors += stats.Exchanges;
        }

        ReadOnlySpan<ulong> buckets = stats.Latency;
        for (var i = 0; i < buckets.Length; i++)
        {
            latency[i] += buckets[i];
        }
    }

    public void AddInFlight() => requests++;

    public void Clear()
    {
        requests = responses = errors = bytesSent = bytesReceived = 0;
        latency.AsSpan().Clear();
    }

    static bool IsError(ushort status) =>
        status is (ushort)ExchangeStatus.Unanswered or (>= 400 and not (ushort)ExchangeStatus.Desynced);
}
