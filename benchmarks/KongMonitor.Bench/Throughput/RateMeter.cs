// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Throughput;

/// <summary>How many requests a second the gateway answers while something watches.</summary>
sealed class RateMeter : IDisposable
{
    readonly GatewayRequests requests = new();
    readonly int settling;

    /// <param name="settling">So many requests pass before a window: every connection has been met then.</param>
    public RateMeter(int settling) => this.settling = settling;

    public static TimeSpan Length { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>One window.</summary>
    /// <param name="attach">Who watches; null: nobody.</param>
    public double Measure(Func<IDisposable?> attach)
    {
        using var observer = attach();
        requests.WaitFor(settling);
        var start = Stopwatch.GetTimestamp();
        var before = requests.Read();
        Thread.Sleep(Length);
        var count = requests.Read() - before;
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => requests.Dispose();
}
