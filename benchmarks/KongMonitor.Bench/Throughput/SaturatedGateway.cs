// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.Watching;

namespace KongMonitor.Bench.Throughput;

/// <summary>A gateway that is asked as fast as it answers, watched by one after the other.</summary>
sealed class SaturatedGateway : IDisposable
{
    public const int Connections = 32;
    readonly BenchContext context;
    readonly LoadSwitch logged;

    public SaturatedGateway(BenchContext context)
    {
        this.context = context;
        logged = new(context.Lab);
        Observers = new(logged);
    }

    public static TimeSpan Length { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>All who may watch.</summary>
    public Observers Observers { get; }

    /// <summary>Requests a second of each observer, in rounds in which everyone watches once.</summary>
    /// <param name="work">What is asked for.</param>
    /// <param name="rounds">How many.</param>
    public Func<string, double[]> Measure(Work work, int rounds)
    {
        var measured = Measure<None>(work, rounds, Observers.All, () => () => default);
        return observer => measured.Of(observer, window => window.Rate);
    }

    /// <summary>The same of some observers, and of something else that passes in a window.</summary>
    /// <param name="work">What is asked for.</param>
    /// <param name="rounds">How many.</param>
    /// <param name="watching">Who.</param>
    /// <param name="start">Called when a window begins; what it returns is called when it ends.</param>
    public Rounds<Passed<T>> Measure<T>(Work work, int rounds, IReadOnlyList<Observer> watching, Func<Func<T>> start)
    {
        using var load = LoadGenerator.Start(context.Lab, logged, work.Demand, Connections);
        using var meter = new WindowMeter(Length, work.Settling);
        var arms = watching.Select(observer => new Arm<Passed<T>>(observer.Name, () => meter.Measure(observer, start)));
        var measured = Rounds<Passed<T>>.Run([.. arms], rounds, context.Random);
        CountCheck.Check(measured, watching, work.Tolerance);
        return measured;
    }

    public void Dispose()
    {
        Observers.Dispose();
        logged.Dispose();
    }
}
