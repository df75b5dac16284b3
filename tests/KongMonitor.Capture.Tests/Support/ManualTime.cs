// SPDX-License-Identifier: MIT
namespace KongMonitor.CaptureTests.Support;

/// <summary>A clock that goes on when it is told to.</summary>
sealed class ManualTime : TimeProvider
{
    long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public void Pass(double seconds) => ticks += TimeSpan.FromSeconds(seconds).Ticks;
}
