// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Watching;

/// <summary>Puts an observer in place, waits until it has met the traffic, and measures a window.</summary>
/// <param name="length">The window's.</param>
/// <param name="settling">So many requests pass before: every connection had some.</param>
sealed class WindowMeter(TimeSpan length, int settling) : IDisposable
{
    readonly GatewayRequests requests = new();

    /// <param name="observer">Who watches.</param>
    /// <param name="start">Called when the window begins; what it returns is called when it ends.</param>
    public Passed<T> Measure<T>(Observer observer, Func<Func<T>> start)
    {
        observer.Begin();
        requests.WaitFor(settling);
        var counted = observer.Count?.Invoke() ?? 0;
        var stop = start();
        var before = requests.Read();
        var begin = Stopwatch.GetTimestamp();
        Thread.Sleep(length);
        counted = (observer.Count?.Invoke() ?? 0) - counted;
        var reading = stop();
        var exchanges = requests.Read() - before;
        var share = observer.Count is null ? 1 : (double)counted / exchanges;
        return new(reading, exchanges, Stopwatch.GetElapsedTime(begin).TotalSeconds, share);
    }

    /// <summary>A window in which nothing is measured but the exchanges.</summary>
    public Passed<None> Measure(Observer observer) => Measure<None>(observer, () => () => default);

    public void Dispose() => requests.Dispose();
}
