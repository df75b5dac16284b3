// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Capture;
using Monitor = KongMonitor.Bench.Surroundings.Monitor;

namespace KongMonitor.Bench.Throughput;

/// <summary>What a saturated gateway loses.</summary>
sealed class ThroughputSection : ISection
{
    const int Connections = 32;
    const string None = "nobody";
    const string NoneAgain = "nobody, again";
    static readonly TimeSpan mostLoad = TimeSpan.FromMinutes(30);

    static readonly Work[] works =
    [
        new("return-200", "`return 200`", "/unlogged/", 30_000),
        new("file-10k", "a file of 12 KB", "/static/text.txt", 15_000),
        new("file-1m", "a file of 1 MB: bulk download", "/static/1m.bin", 500),
    ];

    public string Name => "throughput";

    public string Title => "Throughput of a saturated gateway";

    public string Method =>
        $"""
        wrk asks over {Connections} keep-alive connections as fast as it is answered; it, the gateway's two workers and the monitor share
        the machine's cores, so each moment that something takes is missing elsewhere. In windows of {RateMeter.Length.TotalMilliseconds} ms under one
        load nginx's own count gives the requests a second while nobody watches, while empty programs are attached in the same
        places, and while the monitor is, with events read by a reader or wanted by nobody. A window begins when what was there
        before is taken down and the new one has settled: some tenths of a second later. The multiple is what is left: 1.00 is
        nothing lost. Files are logged by nginx in every arm alike, the `return 200` in none.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context) => [.. works.Select(work => Run(work, context))];

    static ResultTable Run(Work work, BenchContext context)
    {
        using var load = LoadGenerator.Start(context.Lab, work.Path, Connections, mostLoad);
        using var meter = new RateMeter(work.Settling);
        var rounds = Rounds<double>.Run(
            [.. Observers().Select(observer => new Arm<double>(observer.Name, () => meter.Measure(observer.Attach)))],
            context.Rounds(quick: 5, full: 16), context.Random);
        return new($"{char.ToUpperInvariant(work.Title[0])}{work.Title[1..]}", [.. Lines(work, rounds)]);
    }

    static IEnumerable<(string Name, Func<IDisposable?> Attach)> Observers()
    {
        yield return (None, () => null);
        yield return (NoneAgain, () => null);
        foreach (var hook in Enum.GetValues<IngressHook>())
        {
            yield return (Empty(hook), () => new EmptyPrograms(GatewayInterface.Index, hook));
            yield return (Watched(hook, withEvents: false), () => new Monitor(withEvents: false, hook));
            yield return (Watched(hook, withEvents: true), () => new Monitor(withEvents: true, hook));
        }
    }

    static IEnumerable<Result> Lines(Work work, Rounds<double> rounds)
    {
        foreach (var hook in Enum.GetValues<IngressHook>())
        {
            var id = $"throughput.{work.Id}.{Place(hook).ToLowerInvariant()}";
            yield return Line(rounds, id + ".empty", Empty(hook), None);
            yield return Line(rounds, id + ".events-off", Watched(hook, withEvents: false), Empty(hook));
            yield return Line(rounds, id + ".events-on", Watched(hook, withEvents: true), Empty(hook));
            yield return Line(rounds, id + ".of-none", Watched(hook, withEvents: false), None);
        }
    }

    static Result Line(Rounds<double> rounds, string id, string arm, string with)
    {
        static double Itself(double rate) => rate;
        var spread = Control.Spread(rounds.Of(None, Itself), rounds.Of(NoneAgain, Itself));
        var values = rounds.Of(arm, Itself);
        return new(id, arm, "/s", Distribution.Of(values), spread, Comparison.Of(values, with, rounds.Of(with, Itself), spread));
    }

    static string Place(IngressHook hook) => hook == IngressHook.Xdp ? "XDP" : "TCX";

    static string Empty(IngressHook hook) => $"empty, {Place(hook)}";

    static string Watched(IngressHook hook, bool withEvents) => $"monitor, {Place(hook)}, {(withEvents ? "events read" : "nobody reads")}";
}
