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
    readonly Observers observers;

    public SaturatedGateway(BenchContext context)
    {
        this.context = context;
        logged = new(context.Lab);
        observers = new(logged);
    }

    public static TimeSpan Length { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Requests a second of each observer, in rounds in which everyone watches once.</summary>
    /// <param name="work">What is asked for.</param>
    /// <param name="rounds">How many.</param>
    public Func<string, double[]> Measure(Work work, int rounds)
    {
        using var load = LoadGenerator.Start(context.Lab, logged, work.Demand, Connections);
        using var meter = new WindowMeter(Length, work.Settling);
        var arms = observers.All.Select(observer => new Arm<Passed<None>>(observer.Name, () => meter.Measure(observer)));
        var measured = Rounds<Passed<None>>.Run([.. arms], rounds, context.Random);
        CountCheck.Check(measured, observers.All, work.Tolerance);
        return observer => measured.Of(observer, window => window.Rate);
    }

    public void Dispose()
    {
        observers.Dispose();
        logged.Dispose();
    }
}
