// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.TestRuns;
using KongMonitor.Capture;
using KongMonitor.Language;
using KongMonitor.Output;

namespace KongMonitor.Bench.UserSpace;

/// <summary>Events out of the ring, and rows out of the maps, by the monitor's own code in this process.</summary>
sealed class InProcessCost : IDisposable
{
    const string Words = "method=GET path=/items/* status>=200";
    readonly FullMaps maps = new();
    readonly PathFlood paths = new();
    readonly Subject subject = Subject.MonitorReadElsewhere();
    readonly PageSink page = new("");
    readonly PageSink filtered = new(Words);
    readonly EventFlood flood;
    readonly (string Id, TimedArm Arm)[] events;
    readonly (string Id, TimedArm Arm)[] readings;
    readonly TimedArm room;

    public InProcessCost()
    {
        flood = new(subject);
        events =
        [
            ("reader", Draining("reader of the ring alone", new NoSink())),
            ("page", Draining("and a page", page)),
            ("filter", Draining($"and a page with a filter of three words", filtered)),
            ("text", Draining("and a line of text", new PrintingSink(new TextOutput(Stream.Null, Texts.English, TimeZoneInfo.Local, TimeProvider.System)))),
            ("json", Draining("and a line of JSON", new PrintingSink(new JsonOutput(Stream.Null)))),
        ];
        readings =
        [
            ("connections", new($"{FullMaps.Rows:N0} connections", () => Rows(maps.ReadConnections))),
            ("endpoints", new($"{FullMaps.Rows:N0} endpoints", () => Rows(maps.ReadEndpoints))),
            ("snapshot", new("all maps, and a snapshot of all rows", () => Meter.Spend(() => maps.ReadAll()))),
        ];
        room = new($"{PathFlood.Rows:N0} endpoints make room", paths.Measure);
    }

    public IReadOnlyList<ResultTable> Measure(BenchContext context)
    {
        var rounds = Rounds<Spent>.Run(
            [.. events.Concat(readings).SelectMany(each => each.Arm.Arms), .. room.Arms], context.Rounds(quick: 12, full: 40), context.Random);
        var reader = events[0].Arm;
        return
        [
            new("Time of an event", [.. events.Select(each => each.Arm.Line(
                rounds, $"user.event.{each.Id}", "ns", spent => spent.Nanoseconds, each.Arm == reader ? null : reader))]),
            new("Allocated for it, after warm-up", [.. events.Select(each => each.Arm.CountedLine(
                rounds, $"user.event.{each.Id}.allocated", "B", spent => spent.Bytes))]),
            new("Events on one core", [events[1].Arm.RateLine(
                rounds, "user.events", "ring, what a page needs, a snapshot of all rows each second", readings[^1].Arm)]),
            new("Rows from the kernel", [.. readings.Select(each => each.Arm.Line(
                rounds, $"user.read.{each.Id}", "ms", spent => spent.Milliseconds))]),
            new("Rows for new paths", [room.Line(rounds, "user.room", "ms", spent => spent.Milliseconds, with: readings[1].Arm)]),
            new("Allocated for them", [.. readings.Select(each => each.Arm.CountedLine(
                rounds, $"user.read.{each.Id}.allocated", "KB", spent => spent.Kilobytes))]),
        ];
    }

    public void Dispose()
    {
        flood.Dispose();
        filtered.Dispose();
        page.Dispose();
        subject.Dispose();
        paths.Dispose();
        maps.Dispose();
    }

    TimedArm Draining(string name, IEventSink sink) => new(name, () => flood.Measure(sink));

    static Spent Rows(Func<int> read)
    {
        var count = 0;
        var spent = Meter.Spend(() => count = read());
        return count >= FullMaps.LeastRows ? spent : throw new BenchException($"of {FullMaps.Rows} rows there are {count}");
    }
}
