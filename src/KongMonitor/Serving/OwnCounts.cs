// SPDX-License-Identifier: MIT
using KongMonitor.Core.Metrics;

namespace KongMonitor.Serving;

/// <summary>What the endpoint counts of itself; any thread may add.</summary>
sealed class OwnCounts
{
    ulong served;
    ulong refused;
    ulong aborted;

    public void AddServed() => Interlocked.Increment(ref served);

    public void AddRefused() => Interlocked.Increment(ref refused);

    public void AddAborted() => Interlocked.Increment(ref aborted);

    public MonitorCounts Read() => new()
    {
        Served = Interlocked.Read(ref served),
        Refused = Interlocked.Read(ref refused),
        Aborted = Interlocked.Read(ref aborted),
    };
}
