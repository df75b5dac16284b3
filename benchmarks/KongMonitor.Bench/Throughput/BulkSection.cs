// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.Watching;

namespace KongMonitor.Bench.Throughput;

/// <summary>What bulk transfer through the gateway's interface loses.</summary>
sealed class BulkSection : ISection
{
    const string Unit = "MB/s";
    const int Rounds = 24;
    const int Settling = 600; // at some thousand a second
    const double Tolerance = 0.1; // as many as there are connections have begun in one window and end in the next

    static readonly Transfer[] transfers =
    [
        new(new("download", "Bulk download: a file of 1 MB", Demand.LargeFile, Rounds, Settling, Tolerance), window => window.Sent),
        new(new("upload", "Bulk upload: bodies of 1 MB", new("/upload/", "POST", 1_000_000), Rounds, Settling, Tolerance), window => window.Received),
    ];

    public string Name => "bulk";

    public string Title => "Bulk transfer through a saturated gateway";

    public string Method =>
        $"""
        As with smaller answers above, in windows of {SaturatedGateway.Length.TotalMilliseconds} ms: {SaturatedGateway.Connections}
        connections fetch a file of 1 MB each time, or send a body of 1 MB, which nginx reads whole before it asks a service, without
        the body, what to answer. What TCP carried is what the gateway's IP layer counts, without headers.
        With native XDP a veth pair sends no segments larger than the MTU, and generic XDP copies large ones: so that no other window
        begins behind such slow ones, each mode has rounds of its own. The control of XDP's is the same empty programs twice.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        using var gateway = new SaturatedGateway(context);
        return [.. transfers.SelectMany(Measure)];

        ResultTable[] Measure(Transfer transfer)
        {
            var (id, title) = ($"bulk.{transfer.Work.Id}", transfer.Work.Title);
            return
            [
                Alone(IngressMode.XdpGeneric),
                Alone(IngressMode.XdpNative),
                new ObserverTable(id, Unit, Rates(transfer, gateway.Observers.Of(IngressMode.Tcx))) { Modes = [IngressMode.Tcx] }.All($"{title}, TCX"),
            ];

            ResultTable Alone(IngressMode mode) =>
                ObserverTable.Alone($"{title}, {ObserverNames.Of(mode)}", id, Unit, mode, Rates(transfer, gateway.Observers.Alone(mode)));
        }

        Func<string, double[]> Rates(Transfer transfer, IReadOnlyList<Observer> watching)
        {
            var rounds = gateway.Measure(transfer.Work, context.Rounds(quick: 5, transfer.Work.Rounds), watching, Payload.Start);
            return observer => rounds.Of(observer, window => transfer.Rate(window.Reading));
        }
    }

    sealed record Transfer(Work Work, Func<(double Received, double Sent), double> Rate);
}
