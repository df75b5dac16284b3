// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.UserSpace;

/// <summary>Events out of the ring, and rows out of the maps, by the monitor's own code in this process.</summary>
static class InProcessCost
{
    const string PathFilter = "method=GET path=/items/* status>=200";

    public static IReadOnlyList<ResultTable> Measure(BenchContext context)
    {
        using var maps = new FullMaps();
        using var subject = Subject.MonitorReadElsewhere();
        using var flood = new EventFlood(subject);
        using var page = new PageSink("");
        using var filtered = new PageSink(PathFilter);
        var nothing = new NoSink();
        var reader = new TimedArm("reader of the ring alone", () => flood.Measure(nothing));
        var watched = new TimedArm("and a page without a filter", () => flood.Measure(page));
        var matched = new TimedArm("and a page with a filter of three words", () => flood.Measure(filtered));
        var connections = new TimedArm($"{FullMaps.Rows:N0} connections", () => Rows(maps.ReadConnections));
        var endpoints = new TimedArm($"{FullMaps.Rows:N0} endpoints", () => Rows(maps.ReadEndpoints));
        var snapshot = new TimedArm("all maps, and a snapshot of all rows", () => Meter.Spend(() => maps.ReadAll()));
        var rounds = Rounds<Spent>.Run(
            [.. new[] { reader, watched, matched, connections, endpoints, snapshot }.SelectMany(arm => arm.Arms)],
            context.Rounds(quick: 12, full: 60), context.Random);
        return
        [
            new("Time of an event",
                [
                    reader.Line(rounds, "user.event.reader", "ns", spent => spent.Nanoseconds),
                    watched.Line(rounds, "user.event.page", "ns", spent => spent.Nanoseconds, reader),
                    matched.Line(rounds, "user.event.filter", "ns", spent => spent.Nanoseconds, reader),
                ]),
            new("Allocated for an event, after warm-up", [.. Allocated()]),
            new("Events on one core",
                [watched.RateLine(rounds, "user.events", "ring, a page's statistics, one snapshot of all rows a second", snapshot)]),
            new("Reading rows from the kernel",
                [
                    connections.Line(rounds, "user.read.connections", "ms", spent => spent.Milliseconds),
                    endpoints.Line(rounds, "user.read.endpoints", "ms", spent => spent.Milliseconds),
                    snapshot.Line(rounds, "user.read.snapshot", "ms", spent => spent.Milliseconds),
                ]),
            new("Allocated for it",
                [
                    connections.CountedLine(rounds, "user.read.connections.allocated", "KB", spent => spent.Kilobytes),
                    endpoints.CountedLine(rounds, "user.read.endpoints.allocated", "KB", spent => spent.Kilobytes),
                    snapshot.CountedLine(rounds, "user.read.snapshot.allocated", "KB", spent => spent.Kilobytes),
                ]),
        ];

        IEnumerable<Result> Allocated() =>
            new[] { (reader, "reader"), (watched, "page"), (matched, "filter") }
                .Select(each => each.Item1.CountedLine(rounds, $"user.event.{each.Item2}.allocated", "B", spent => spent.Bytes));
    }

    static Spent Rows(Func<int> read)
    {
        var count = 0;
        var spent = Meter.Spend(() => count = read());
        return count >= FullMaps.LeastRows ? spent : throw new BenchException($"of {FullMaps.Rows} rows there are {count}");
    }
}
