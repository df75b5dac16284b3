// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.Throughput;
using KongMonitor.Bench.Watching;

namespace KongMonitor.Bench.Latency;

/// <summary>How long answers of a saturated gateway take.</summary>
sealed class LatencySection : ISection
{
    const int Connections = 32;
    static readonly TimeSpan length = TimeSpan.FromMilliseconds(400);

    static readonly Work[] works =
    [
        new("return-200", "`return 200`", Demand.Return200, Rounds: 14),
        new("proxied", "a proxied path", Demand.Proxied, Rounds: 10),
        new("file-10k", "a file of 12 KB", Demand.SmallFile, Rounds: 10),
        new("file-1m", "a file of 1 MB", Demand.LargeFile, Rounds: 10),
        new("unique", "`return 200`, another path each time", Demand.Unique, Rounds: 10),
    ];

    public string Name => "latency";

    public string Title => "Latency of a saturated gateway";

    public string Method =>
        $"""
        The same gateway, asked as fast as it answers over {Connections} connections. For each window wrk begins anew, with whoever
        watches there before it, and after {length.TotalMilliseconds} ms says of all its answers which time half of them and which 99 of
        100 did not exceed. Most of it is waiting for a core: on a full machine all that takes time makes everybody wait.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        using var logged = new LoadSwitch(context.Lab);
        using var observers = new Observers(logged);
        return [.. works.Take(context.IsQuick ? 1 : works.Length).SelectMany(Measure)];

        ResultTable[] Measure(Work work)
        {
            var arms = observers.All.Select(observer => new Arm<Latencies>(observer.Name, () => Watch(observer, work.Demand)));
            var rounds = Rounds<Latencies>.Run([.. arms], context.Rounds(quick: 4, work.Rounds), context.Random);
            return [Table(work, "p50", rounds, times => times.Median), Table(work, "p99", rounds, times => times.P99)];
        }

        Latencies Watch(Observer observer, Demand demand)
        {
            observer.Begin();
            return WrkRun.Measure(context.Lab, logged, demand, Connections, length);
        }
    }

    static ResultTable Table(Work work, string part, Rounds<Latencies> rounds, Func<Latencies, double> quantity) =>
        new ObserverTable($"latency.{work.Id}.{part}", "µs", observer => rounds.Of(observer, quantity)).Added($"{part}: {work.Title}");
}
