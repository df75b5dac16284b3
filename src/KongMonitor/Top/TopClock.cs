// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.Top;

/// <summary>When the next beat and the next reading are due, and the end.</summary>
sealed class TopClock
{
    static readonly TimeSpan beat = TimeSpan.FromSeconds(1);
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly TimeSpan interval;
    readonly TimeSpan? duration;
    TimeSpan nextBeat = beat;
    TimeSpan nextReading;

    public TopClock(TimeSpan interval, TimeSpan? duration)
    {
        this.interval = nextReading = interval;
        this.duration = duration;
    }

    public bool IsOver => duration is { } end && clock.Elapsed >= end;

    /// <summary>Until one of them is due.</summary>
    public TimeSpan Left(bool reads)
    {
        var next = Min(nextBeat, duration ?? TimeSpan.MaxValue);
        next = reads ? Min(next, nextReading) : next;
        var left = next - clock.Elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Whether a beat is due; then the next one is later.</summary>
    public bool TakeBeat() => Take(ref nextBeat, beat);

    /// <summary>Whether a reading is due; then the next one is later.</summary>
    public bool TakeReading() => Take(ref nextReading, interval);

    /// <summary>A reading was made besides.</summary>
    public void HasRead() => nextReading = clock.Elapsed + interval;

    // After a pause of the whole machine one of each is enough.
    bool Take(ref TimeSpan next, TimeSpan step)
    {
        if (clock.Elapsed < next)
        {
            return false;
        }

        next += step * (1 + Math.Floor((clock.Elapsed - next) / step));
        return true;
    }

    static TimeSpan Min(TimeSpan x, TimeSpan y) => x < y ? x : y;
}
