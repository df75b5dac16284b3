// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Capture;

/// <summary>What the row of a connection does not have of a request in flight.</summary>
static class ListedLater
{
    /// <param name="exchange">The request.</param>
    /// <param name="wasFull">Whether a row of the same key may have been evicted.</param>
    public static ConnStats Of(in Exchange exchange, bool wasFull) => new()
    {
        Requests = exchange.Listed == 0 ? 1u : 0,
        BytesSent = exchange.RequestBytes + 1 - Math.Min(Math.Max(exchange.Listed, 1), exchange.RequestBytes + 1),
        LastActivity = exchange.Progress,
        Created = exchange.Started,
        Container = exchange.Container,
        Leg = exchange.Leg,
        Partial = exchange.Listed > 0 || (wasFull && exchange.Key.Index > 0) ? (byte)1 : (byte)0,
    };

    /// <summary>Both together; whether it is partial, and since when it is there, the first says.</summary>
    public static ConnStats Sum(in ConnStats row, in ConnStats missing) => row with
    {
        Requests = row.Requests + missing.Requests,
        BytesSent = row.BytesSent + missing.BytesSent,
        LastActivity = Math.Max(row.LastActivity, missing.LastActivity),
    };
}
