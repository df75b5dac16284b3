// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.Watching;

namespace KongMonitor.Bench.Rate;

/// <summary>What the machine works for a request when it is not full.</summary>
sealed class RateSection : ISection
{
    const int Connections = 32;
    const double Tolerance = 0.02; // both counts are read one after the other, under load
    const int Settling = 2000;
    const double LeastKept = 0.97; // of the rate
    static readonly TimeSpan length = TimeSpan.FromMilliseconds(500);

    public string Name => "rate";

    public string Title => "CPU per request at half of the load";

    public string Method =>
        $"""
        h2load asks for `return 200` over {Connections} keep-alive connections at a fixed rate: half of what it gets as fast as it is
        answered. In windows of {length.TotalMilliseconds} ms, with an h2load of its own each, the time that the machine's cores were
        not idle is divided by nginx's count of requests: gateway, generator, kernel and the monitor's reader of events together. Idle
        time is what the kernel takes exactly: on a veth pair softirq work runs in whatever process is there, and shares of processes
        are sampled. Since nothing waits for anything else here, a difference is what somebody's work costs. A machine that is not full
        has time to sleep and to wake, so a request takes more of it than at full load.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        using var logged = new LoadSwitch(context.Lab);
        using var observers = new Observers(logged);
        using var meter = new WindowMeter(length, Settling);
        var saturated = Measure(observers.Nobody(ObserverNames.Nobody), rate: null).Rate;
        var rate = saturated / 2 / Connections;
        var arms = observers.All.Select(observer => new Arm<Passed<double>>(observer.Name, () => Measure(observer, rate)));
        var rounds = Rounds<Passed<double>>.Run([.. arms], context.Rounds(quick: 4, full: 20), context.Random);
        CountCheck.Check(rounds, observers.All, Tolerance);
        CheckRate(rounds, rate * Connections);
        var table = new ObserverTable("rate.return-200", "µs", observer => rounds.Of(observer, PerExchange));
        return [table.All($"CPU per request: `return 200`, {Math.Round(saturated / 2000):0},000 requests a second")];

        Passed<double> Measure(Observer observer, double? rate)
        {
            using var load = FixedRateLoad.Start(context.Lab, Connections, rate, observer.IsLogged);
            return meter.Measure(observer, MachineTime.Start);
        }
    }

    static double PerExchange(Passed<double> window) => window.Reading / window.Exchanges;

    static void CheckRate(Rounds<Passed<double>> rounds, double wanted)
    {
        var kept = Distribution.Of(rounds.Of(ObserverNames.Nobody, window => window.Rate)).Median;
        if (kept < LeastKept * wanted)
        {
            throw new BenchException($"h2load asked {kept:0} times a second, not {wanted:0}: is the machine busy with something else?");
        }
    }
}
