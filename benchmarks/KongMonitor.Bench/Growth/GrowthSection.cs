// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;

namespace KongMonitor.Bench.Growth;

/// <summary>Kernel time and memory against connections and paths.</summary>
sealed class GrowthSection : ISection
{
    readonly GrowthTable connections = new(
        "connections",
        "Kernel time per exchange, short connections one after another",
        "connections",
        [10, 1000, 100_000, 1_000_000],
        (subject, size) => new ConnectionGrowth(subject, size));

    readonly GrowthTable paths = new(
        "paths",
        "Kernel time per exchange, distinct paths",
        "paths",
        [10, 1000, 10_000, 100_000],
        (subject, size) => new PathGrowth(subject, size));

    public string Name => "growth";

    public string Title => "Growth";

    public string Method =>
        """
        Test runs as above, in batches of ten: a GET of 80 bytes and its 200, less what empty programs take in the same place.
        A monitor of its own for each line has first gone through all connections, or all paths, once; then it goes through them
        again and again while it is measured. Connections open with a handshake and close with FINs, which are not in the figures:
        each has one exchange, and its ends come back only after all others. Paths are asked for in turn on ten kept-alive
        connections, `/items/000000` and so on; the coldest are folded into their series as in a run, but between the windows. The first
        line of a table is compared with itself. Memory is what the kernel says that all maps take.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context) => [.. connections.Measure(context), .. paths.Measure(context)];
}
