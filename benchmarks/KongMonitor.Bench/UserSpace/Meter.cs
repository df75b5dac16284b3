// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.Bench.UserSpace;

/// <summary>Takes the time of something on this thread.</summary>
static class Meter
{
    public static Spent Spend(Action action)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        action();
        var time = Stopwatch.GetElapsedTime(start);
        return new(time.TotalNanoseconds, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
