// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;
using LibBpf;

namespace KongMonitor.Bench.ExchangeCost;

/// <summary>Kernel time per exchange, beside a gateway at work.</summary>
sealed class ExchangeSection : ISection
{
    const string Empty = "empty";
    const string Read = "events read";
    const string ReadAgain = "events read, again";
    const string Unread = "nobody reads";
    const int Connections = 32;
    static readonly TimeSpan mostLoad = TimeSpan.FromMinutes(30);

    public string Name => "exchange";

    public string Title => "Kernel time per exchange, in situ";

    public string Method =>
        $"""
        nginx answers `return 200` to {Connections} keep-alive connections of wrk, which asks as fast as it is answered; client and
        gateway are network namespaces with a veth pair between. In windows of {WindowMeter.Length.TotalMilliseconds} ms the kernel's
        run-time statistics (`kernel.bpf_stats_enabled`) give the time that each program took, nginx's own count the exchanges.
        Programs are attached anew for each window: the monitor by its Capture library as `run` does it (XDP generic and TCX egress),
        or a pair that does nothing. The time of the empty pair is nearly all the statistics' own, so the **difference** is the
        monitor's cost; the multiple compares both as they were measured. It was checked that the monitor counted the exchanges that
        nginx counted.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        using var statistics = BpfRunStatistics.Enable();
        using var load = LoadGenerator.Start(context.Lab, "/unlogged/", Connections, mostLoad);
        using var meter = new WindowMeter();
        Arm<Window>[] arms =
        [
            new(Empty, meter.MeasureEmpty),
            new(Read, () => meter.MeasureMonitor(withEvents: true)),
            new(ReadAgain, () => meter.MeasureMonitor(withEvents: true)),
            new(Unread, () => meter.MeasureMonitor(withEvents: false)),
        ];
        var rounds = Rounds<Window>.Run(arms, context.Rounds(quick: 15, full: 80), context.Random);
        CheckCounts(rounds);
        return [Cost(rounds, Read, "events-on"), Cost(rounds, Unread, "events-off"), Events(rounds)];
    }

    // The time of exchanges that it did not follow would be none.
    static void CheckCounts(Rounds<Window> rounds)
    {
        foreach (var arm in (string[])[Read, Unread])
        {
            var share = Distribution.Of(rounds.Of(arm, window => window.CountedShare)).Median;
            if (share is < 0.98 or > 1.02)
            {
                throw new BenchException($"the monitor ({arm}) counted {share:p1} of the exchanges that the gateway had");
            }
        }
    }

    static ResultTable Cost(Rounds<Window> rounds, string arm, string id)
    {
        Result Line(string part, string title, Func<Window, double> quantity)
        {
            var spread = Control.Spread(rounds.Of(Read, quantity), rounds.Of(ReadAgain, quantity));
            var values = rounds.Of(arm, quantity);
            return new(
                $"exchange.{id}.{part}", title, "ns", Distribution.Of(values), spread,
                Comparison.Of(values, "empty programs", rounds.Of(Empty, quantity), spread));
        }

        return new(
            char.ToUpperInvariant(arm[0]) + arm[1..],
            [
                Line("ingress", "XDP generic, ingress", window => window.Ingress),
                Line("egress", "TCX, egress", window => window.Egress),
                Line("total", "both", window => window.Total),
            ]);
    }

    static ResultTable Events(Rounds<Window> rounds)
    {
        double[] Total(string arm) => rounds.Of(arm, window => window.Total);
        var line = Result.OfTime("exchange.events", "both, events read", Total(Read), Total(ReadAgain), "nobody reads", Total(Unread));
        return new("What events cost", [line]);
    }
}
