// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.Watching;

namespace KongMonitor.Bench.Throughput;

/// <summary>What a saturated gateway loses.</summary>
sealed class ThroughputSection : ISection
{
    static readonly Work[] works =
    [
        new("return-200", "`return 200`", Demand.Return200, Rounds: 48),
        new("proxied", "A proxied path", Demand.Proxied, Rounds: 16),
        new("file-10k", "A file of 12 KB", Demand.SmallFile, Rounds: 16),
        new("unique", "`return 200`, another path each time", Demand.Unique, Rounds: 16),
    ];

    public string Name => "throughput";

    public string Title => "Throughput of a saturated gateway";

    public string Method =>
        $"""
        wrk asks over {SaturatedGateway.Connections} keep-alive connections as fast as it is answered; it, the gateway's two workers and
        the monitor share the machine's cores, so each moment that something takes is missing elsewhere. In windows of
        {SaturatedGateway.Length.TotalMilliseconds} ms under one load nginx's own count gives the requests a second: while nobody
        watches, while programs that do nothing are attached in the same places, while the monitor is, with events read by a reader or
        wanted by nobody, and while nginx itself logs each request (the combined format, a write each, as it does without options; no
        other window has a log). All programs stay loaded, and only what is attached changes; the log is chosen by the Host that wrk
        sends, so connections and generator are the same. It was checked that the monitor counted the exchanges that nginx counted. The
        multiple is what is left: 1.00 is nothing lost.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        using var gateway = new SaturatedGateway(context);
        return [.. works.Take(context.IsQuick ? 1 : works.Length).Select(Measure)];

        ResultTable Measure(Work work) =>
            new ObserverTable($"throughput.{work.Id}", "/s", gateway.Measure(work, context.Rounds(quick: 8, work.Rounds))).All(work.Title);
    }
}
