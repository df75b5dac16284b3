// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.Watching;

namespace KongMonitor.Bench.Throughput;

/// <summary>What bulk transfer through the gateway's interface loses.</summary>
sealed class BulkSection : ISection
{
    const int Rounds = 16;
    const int Settling = 300; // at some thousand a second
    const double Tolerance = 0.1; // as many as there are connections have begun in one window and end in the next

    static readonly Work[] works =
    [
        new("download", "Bulk download: a file of 1 MB", new("/static/1m.bin"), Rounds, Settling, Tolerance),
        new("upload", "Bulk upload: bodies of 1 MB", new("/upload/", "POST", 1_000_000), Rounds, Settling, Tolerance),
    ];

    public string Name => "bulk";

    public string Title => "Bulk transfer through a saturated gateway";

    public string Method =>
        $"""
        As with smaller answers above, in windows of {SaturatedGateway.Length.TotalMilliseconds} ms: {SaturatedGateway.Connections}
        connections fetch a file of 1 MB each time, or send a body of 1 MB, which nginx reads whole before it asks a service, without
        the body, what to answer. A request a second is a megabyte a second.
        With native XDP a veth pair sends no segments larger than the MTU.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        using var gateway = new SaturatedGateway(context);
        return [.. works.Select(Measure)];

        ResultTable Measure(Work work) =>
            new ObserverTable($"bulk.{work.Id}", "/s", gateway.Measure(work, context.Rounds(quick: 5, work.Rounds))).All(work.Title);
    }
}
