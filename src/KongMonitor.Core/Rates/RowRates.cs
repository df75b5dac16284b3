// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Rates;

/// <summary>What a row counted in a second of an interval.</summary>
public readonly record struct RowRates(double Requests, double BytesSent, double BytesReceived)
{
    /// <summary>Null where a count fell: then the row is not the one that it was.</summary>
    public static RowRates? Between(TrafficCounts before, TrafficCounts now, TimeSpan length) =>
        now.Requests >= before.Requests && now.BytesSent >= before.BytesSent && now.BytesReceived >= before.BytesReceived
            ? new(
                (now.Requests - before.Requests) / length.TotalSeconds,
                (now.BytesSent - before.BytesSent) / length.TotalSeconds,
                (now.BytesReceived - before.BytesReceived) / length.TotalSeconds)
            : null;
}
