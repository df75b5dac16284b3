// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.PacketCost;

/// <summary>Kernel time per packet, by test run.</summary>
sealed class PacketSection : ISection
{
    const int WarmConnections = 16;
    const int ColdConnections = 8;

    public string Name => "kernel";

    public string Title => "Kernel time per packet, by test run";

    public string Method =>
        $"""
        BPF_PROG_TEST_RUN repeats a packet, and the kernel itself takes the time of the repetitions: system calls are not in it. The
        monitor would take a repeated packet for a retransmission and look at none of it. So a small program of the benchmark stands
        in front, gives each repetition the address and port of the next of {WarmConnections} open connections and calls the program
        that is measured; the next batch goes on in all their streams. With more connections a batch more rows are in use than the
        caches hold, with fewer there is no time to get warm behind the system call. Each packet thus is a new message on a
        kept-alive connection of its own; behind each table it is checked that the monitor took none for a repetition and lost
        nothing. What the program in front costs is measured with empty programs and taken off. Events are written, and read between
        the batches; nobody waits for them, so waking a reader is not in the figures. An empty program takes 9 ns on one kind of processor and
        30 on another, where the monitor's differ by little: so there is a **yardstick** too, a program that always finds four rows of
        a hash map, reads 256 bytes, asks for the time and adds under a lock. `--check` compares with that. Requests pass the XDP program, responses TC's
        egress; test runs of TC take 3.7 KB at most, so the large body is an upload's. **Cold** means that before every single run,
        on {ColdConnections} connections, a buffer twice as large as the largest cache was written: of what the program and its maps had
        in the caches nothing is left, which is the worst case and not the usual one. It has 128 MB at most: a larger cache, which is
        shared with many cores then, may keep something.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context) =>
    [
        .. Measure("hot", "Warm caches", new(WarmConnections, Batches: 80, null), context.Rounds(quick: 25, full: 200), context),
        Measure("cold", "Cold caches", new(ColdConnections, Batches: 1, new CacheWalk()), context.Rounds(quick: 6, full: 40), context)[0],
    ];

    static ResultTable[] Measure(string id, string title, PacketWindow window, int rounds, BenchContext context)
    {
        using var subjects = new PacketSubjects();
        List<PacketArms> lines = [];
        List<Arm<double>> arms = [window.Arm(PacketArms.Yardstick, Scenarios.Yardstick, subjects.Yardstick)];
        void Add(Scenario scenario, Subject monitor)
        {
            lines.Add(new(scenario, id));
            arms.AddRange(lines[^1].Create(subjects, monitor, window));
        }

        Add(Scenarios.ToOtherPort("other-port-upstream", "other port, upstream leg followed (as without options)"), subjects.Monitor);
        Add(Scenarios.ToOtherPort("other-port", "other port, `--no-upstream`"), subjects.DownstreamMonitor);
        foreach (var scenario in Scenarios.OfConnections)
        {
            Add(scenario, subjects.Monitor);
        }

        var measured = Rounds<double>.Run(arms, rounds, context.Random);
        subjects.CheckCounts();
        return
        [
            new(title, [.. lines.Select(line => line.Read(measured))]),
            new($"{title}, by the yardstick", [.. lines.Select(line => line.ReadInYardsticks(measured))]),
        ];
    }
}
