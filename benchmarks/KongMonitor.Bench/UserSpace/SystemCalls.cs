// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Bench.UserSpace;

/// <summary>What .NET has no word for.</summary>
static partial class SystemCalls
{
    const int SigInt = 2;
    const int ClockBootTime = 7; // CLOCK_BOOTTIME

    /// <summary>Ctrl-C for one process.</summary>
    public static void Interrupt(int process) => _ = kill(process, SigInt);

    /// <summary>Time since boot, the clock of a program's load time.</summary>
    public static TimeSpan SinceBoot()
    {
        _ = clock_gettime(ClockBootTime, out var now);
        return TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromMicroseconds(now.Nanoseconds / 1000);
    }

    // int kill(pid_t pid, int sig)
    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    // int clock_gettime(clockid_t clockid, struct timespec *tp)
    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpecification time);

    struct TimeSpecification
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
