// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor;

/// <summary>When something is due that is done again and again.</summary>
sealed class Periodic
{
    readonly Stopwatch clock;
    readonly TimeSpan interval;

    /// <param name="clock">Runs already.</param>
    /// <param name="interval">From one time to the next.</param>
    /// <param name="first">The first time, by the clock; null: after an interval.</param>
    public Periodic(Stopwatch clock, TimeSpan interval, TimeSpan? first = null)
    {
        this.clock = clock;
        this.interval = interval;
        Next = first ?? interval;
    }

    /// <summary>When it is due, by the clock.</summary>
    public TimeSpan Next { get; private set; }

    /// <summary>Whether it is due; then the next time is later. After a pause of the whole machine once is enough.</summary>
    public bool Take()
    {
        var late = clock.Elapsed - Next;
        if (late < TimeSpan.Zero)
        {
            return false;
        }

        Next += interval * (Math.Floor(late / interval) + 1);
        return true;
    }

    /// <summary>It was done besides.</summary>
    public void Restart() => Next = clock.Elapsed + interval;
}
