// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.Capture;

/// <summary>CLOCK_MONOTONIC, by which the kernel side tells time, beside wall time.</summary>
static class KernelClock
{
    /// <summary>CLOCK_MONOTONIC in nanoseconds. .NET's Stopwatch reads that clock on Linux, in that unit.</summary>
    public static ulong Now() => (ulong)Stopwatch.GetTimestamp();

    /// <summary>Both clocks at one moment: of a few tries, the one whose two readings are closest together.</summary>
    public static (DateTimeOffset Wall, ulong Monotonic) Sample()
    {
        var best = (Wall: DateTimeOffset.UtcNow, Monotonic: Now());
        var bestWidth = ulong.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var before = Now();
            var wall = DateTimeOffset.UtcNow;
            var width = Now() - before;
            if (width < bestWidth)
            {
                bestWidth = width;
                best = (wall, before + width / 2);
            }
        }

        return best;
    }
}
