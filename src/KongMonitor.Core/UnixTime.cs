// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>Wall time as a number: nanoseconds since 1970, as the kernel and OTLP have it.</summary>
public static class UnixTime
{
    /// <summary>The number of a time.</summary>
    public static ulong Nanoseconds(DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>The time of a number, cut to 100 ns.</summary>
    public static DateTimeOffset Of(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / TimeSpan.NanosecondsPerTick));
}
