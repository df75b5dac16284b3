// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
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
    ulong unanswered;
    ulong desynced;
    ulong inFlight;
    ulong lastActivity;

    /// <summary>When the last of the ended ones was active, by the kernel's clock; 0 if there is none.</summary>
    public ulong LastActivity => lastActivity;

    public TrafficCounts Counts => new(requests, responses, bytesSent, bytesReceived, errors);

    public LatencySummary Latency => LatencyHistogram.Summarize(latency);

    public MatchRow Match(Leg leg, ulong unsure) => new(leg, Counts, inFlight, unanswered, desynced, unsure, [.. latency]);

    public ImmutableArray<ulong> Buckets => [.. latency];

    public void AddEnded(ushort status, in EndpointStats stats)
    {
        requests += stats.Exchanges;
        lastActivity = Math.Max(lastActivity, stats.LastActivity);
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
        else if (ExchangeStatuses.UnansweredReasonOf(status) is not null)
        {
            unanswered += stats.Exchanges;
        }
        else
        {
            desynced += stats.Exchanges;
        }
    }

    public void AddInFlight()
    {
        requests++;
        inFlight++;
    }

    public void Clear()
    {
        requests = responses = errors = bytesSent = bytesReceived = unanswered = desynced = inFlight = lastActivity = 0;
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
