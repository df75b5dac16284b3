// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.Watching;
using LibBpf;

namespace KongMonitor.Bench.ExchangeCost;

/// <summary>Kernel time per exchange, beside a gateway at work.</summary>
sealed class ExchangeSection : ISection
{
    const string Empty = "empty programs";
    const string Read = "events read";
    const string ReadAgain = "events read, again";
    const string Unread = "nobody reads";
    const string Yardstick = "yardstick";
    const int Connections = 32;
    const double Tolerance = 0.02; // both counts are read one after the other, under load
    const int Settling = 2000;
    static readonly TimeSpan length = TimeSpan.FromMilliseconds(200);

    public string Name => "exchange";

    public string Title => "Kernel time per exchange, in situ";

    public string Method =>
        $"""
        nginx answers `return 200` to {Connections} keep-alive connections of wrk, which asks as fast as it is answered; client and
        gateway are network namespaces with a veth pair between. In windows of {length.TotalMilliseconds} ms the kernel's
        run-time statistics (`kernel.bpf_stats_enabled`) give the time that each program took, nginx's own count the exchanges.
        Programs stay loaded, the monitor's by its Capture library as `run` does it; for each window its pair (XDP generic and TCX
        egress) or one that does nothing is attached. The time of the empty pair is nearly all the statistics' own, so the
        **difference** is the monitor's cost; the multiple compares both as they were measured. It was checked that the monitor
        counted the exchanges that nginx counted. What the statistics cost is another share on each kind of processor: so there
        is a pair of programs, too, whose work is always the same (see **yardstick** below), with which `--check` compares.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        using var statistics = BpfRunStatistics.Enable();
        using var logged = new LoadSwitch(context.Lab);
        using var load = LoadGenerator.Start(context.Lab, logged, Demand.Return200, Connections);
        using var meter = new WindowMeter(length, Settling);
        using var observers = new Observers(logged);
        Observer[] watching =
        [
            observers.Empty(IngressMode.XdpGeneric, Empty),
            observers.Monitor(IngressMode.XdpGeneric, withEvents: true, Read),
            observers.Monitor(IngressMode.XdpGeneric, withEvents: true, ReadAgain),
            observers.Monitor(IngressMode.XdpGeneric, withEvents: false, Unread),
            observers.Yardstick(IngressMode.XdpGeneric, Yardstick),
        ];
        Passed<ProgramTimes> Measure(Observer observer) => meter.Measure(observer, ProgramTimes.Start);
        var arms = watching.Select(observer => new Arm<Passed<ProgramTimes>>(observer.Name, () => Measure(observer)));
        var rounds = Rounds<Passed<ProgramTimes>>.Run([.. arms], context.Rounds(quick: 15, full: 80), context.Random);
        CountCheck.Check(rounds, watching, Tolerance);
        return [Cost(rounds, Read, "events-on"), Cost(rounds, Unread, "events-off"), Events(rounds), InYardsticks(rounds)];
    }

    static ResultTable Cost(Rounds<Passed<ProgramTimes>> rounds, string arm, string id)
    {
        Result Part(string part, string title, Func<ProgramTimes, double> quantity) =>
            Line(rounds, arm, $"exchange.{id}.{part}", title, Empty, quantity);
        return new(
            char.ToUpperInvariant(arm[0]) + arm[1..],
            [
                Part("ingress", "XDP generic, ingress", times => times.Ingress),
                Part("egress", "TCX, egress", times => times.Egress),
                Part("total", "both", times => times.Total),
            ]);
    }

    static ResultTable InYardsticks(Rounds<Passed<ProgramTimes>> rounds) => new(
        "By the yardstick",
        [
            Line(rounds, Read, "exchange.yardstick.events-on", $"both, {Read}", Yardstick, times => times.Total),
            Line(rounds, Unread, "exchange.yardstick.events-off", $"both, {Unread}", Yardstick, times => times.Total),
        ]);

    // The control is that of the arm that is there twice.
    static Result Line(
        Rounds<Passed<ProgramTimes>> rounds, string arm, string id, string title, string with, Func<ProgramTimes, double> quantity)
    {
        var spread = Control.Spread(PerExchange(rounds, Read, quantity), PerExchange(rounds, ReadAgain, quantity));
        var values = PerExchange(rounds, arm, quantity);
        return new(id, title, "ns", Distribution.Of(values), spread, Comparison.Of(values, with, PerExchange(rounds, with, quantity), spread));
    }

    static ResultTable Events(Rounds<Passed<ProgramTimes>> rounds)
    {
        double[] Total(string arm) => PerExchange(rounds, arm, times => times.Total);
        var line = Result.OfTime("exchange.events", "both, events read", Total(Read), Total(ReadAgain), "nobody reads", Total(Unread));
        return new("What events cost", [line]);
    }

    static double[] PerExchange(Rounds<Passed<ProgramTimes>> rounds, string arm, Func<ProgramTimes, double> quantity) =>
        rounds.Of(arm, window => quantity(window.Reading) / window.Exchanges);
}
