// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace LibBpf.Tests.Support;

static class Eventually
{
    static readonly TimeSpan limit = TimeSpan.FromSeconds(10);

    /// <summary>Waits until the value is as expected: what passes the wire does so a moment later.</summary>
    public static void Equal<T>(T expected, Func<T> actual)
    {
        var start = Stopwatch.GetTimestamp();
        while (!EqualityComparer<T>.Default.Equals(expected, actual()) && Stopwatch.GetElapsedTime(start) < limit)
        {
            Thread.Yield();
        }

        Assert.Equal(expected, actual());
    }
}
