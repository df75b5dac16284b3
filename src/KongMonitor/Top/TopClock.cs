// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.Top;

/// <summary>When the next beat and the next reading are due, and the end.</summary>
sealed class TopClock
{
    static readonly TimeSpan beat = TimeSpan.FromSeconds(1);
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly TimeSpan? duration;
    readonly Periodic beats;
    readonly Periodic readings;

    public TopClock(TimeSpan interval, TimeSpan? duration)
    {
        this.duration = duration;
        beats = new(clock, beat);
        readings = new(clock, interval);
    }

    public bool IsOver => duration is { } end && clock.Elapsed >= end;

    /// <summary>Until one of them is due.</summary>
    public TimeSpan Left(bool reads)
    {
        var next = Min(beats.Next, duration ?? TimeSpan.MaxValue);
        next = reads ? Min(next, readings.Next) : next;
        var left = next - clock.Elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Whether a beat is due; then the next one is later.</summary>
    public bool TakeBeat() => beats.Take();

    /// <summary>Whether a reading is due; then the next one is later.</summary>
    public bool TakeReading() => readings.Take();

    /// <summary>A reading was made besides.</summary>
    public void HasRead() => readings.Restart();

    static TimeSpan Min(TimeSpan x, TimeSpan y) => x < y ? x : y;
}
