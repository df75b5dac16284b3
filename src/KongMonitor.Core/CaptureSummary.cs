// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>How a replay ended: what was read, and which requests had no answer when the capture was over.</summary>
/// <param name="Counts">What was read.</param>
/// <param name="Waiting">Requests in flight, in their order.</param>
public sealed record CaptureSummary(CaptureCounts Counts, IReadOnlyList<WaitingRequest> Waiting)
{
    /// <summary>Made of the reading after the last packet.</summary>
    public static CaptureSummary Of(CaptureCounts counts, KernelReading reading)
    {
        var clock = new WallClock(reading.Time, reading.Monotonic);
        var rows = reading.InFlight;
        var waiting = Enumerable.Range(0, rows.Count)
            .Where(i => rows.Values[i].State == (uint)ExchangeState.InFlight)
            .OrderBy(i => rows.Values[i].Order)
            .Select(i => WaitingRequest.From(in rows.Values[i], clock));
        return new(counts, [.. waiting]);
    }
}
