// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;

namespace KongMonitor.Bench.Rate;

/// <summary>
/// How long the machine's cores were not idle. The kernel takes the idle time exactly, and an interrupt ends it; what it counts as
/// user, system and softirq is sampled, and softirq work of one process runs in the time of another.
/// </summary>
static class MachineTime
{
    const int TicksPerSecond = 100; // USER_HZ
    const int Idle = 4;
    const int WaitingForDisk = 5;

    /// <summary>Begins a window. What it returns ends it, and says the microseconds of all cores together.</summary>
    public static Func<double> Start()
    {
        var idle = ReadIdle();
        var start = Stopwatch.GetTimestamp();
        return () =>
        {
            var idleSince = TimeSpan.FromSeconds((double)(ReadIdle() - idle) / TicksPerSecond);
            return (Environment.ProcessorCount * Stopwatch.GetElapsedTime(start) - idleSince).TotalMicroseconds;
        };
    }

    static long ReadIdle() => ParseIdle(File.ReadLines("/proc/stat").First());

    /// <param name="line">The first line of /proc/stat.</param>
    public static long ParseIdle(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(fields[Idle], CultureInfo.InvariantCulture) + long.Parse(fields[WaitingForDisk], CultureInfo.InvariantCulture);
    }
}
