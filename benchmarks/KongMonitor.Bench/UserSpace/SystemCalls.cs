// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Bench.UserSpace;

/// <summary>What .NET has no word for.</summary>
static partial class SystemCalls
{
    const int ClockBootTime = 7; // CLOCK_BOOTTIME

    /// <summary>Time since boot, the clock of a program's load time.</summary>
    public static TimeSpan SinceBoot()
    {
        _ = clock_gettime(ClockBootTime, out var now);
        return TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromMicroseconds(now.Nanoseconds / 1000);
    }

    // int clock_gettime(clockid_t clockid, struct timespec *tp)
    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpecification time);

    struct TimeSpecification
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
