// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core.Filters;

namespace KongMonitor.Core;

/// <summary>How a replay ended: what was read, and which requests had no answer when the capture was over.</summary>
/// <param name="Counts">What was read.</param>
/// <param name="WaitingInAll">How many requests were in flight.</param>
/// <param name="Waiting">Those of them that the filter means, in their order.</param>
public sealed record CaptureSummary(CaptureCounts Counts, int WaitingInAll, IReadOnlyList<WaitingRequest> Waiting)
{
    /// <summary>Made of the reading after the last packet.</summary>
    public static CaptureSummary Of(CaptureCounts counts, KernelReading reading, Filter filter)
    {
        var clock = new WallClock(reading.Time, reading.Monotonic);
        var rows = reading.InFlight;
        var inFlight = Enumerable.Range(0, rows.Count).Where(i => rows.Values[i].State == (uint)ExchangeState.InFlight).ToArray();
        var waiting = inFlight
            .Where(i => filter.Match(FilterSubject.Of(in rows.Values[i])) == Verdict.Yes)
            .OrderBy(i => rows.Values[i].Order)
            .Select(i => WaitingRequest.From(in rows.Values[i], clock));
        return new(counts, inFlight.Length, [.. waiting]);
    }
}
