// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>Turns the kernel's CLOCK_MONOTONIC nanoseconds into wall time, by one moment that is known in both.</summary>
public readonly record struct WallClock(DateTimeOffset Time, ulong Monotonic)
{
    const long NanosecondsPerTick = 100;

    /// <summary>Wall time in UTC of a time of the kernel.</summary>
    public DateTimeOffset Wall(ulong time) =>
        Time.ToUniversalTime().AddTicks((long)(time - Monotonic) / NanosecondsPerTick);

    /// <summary>The same for a time that is 0 while nothing has happened.</summary>
    public DateTimeOffset? WallOrNull(ulong time) => time == 0 ? null : Wall(time);
}
