// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Core;
using KongMonitor.Core.Metrics;
using KongMonitor.Language;
using KongMonitor.Output;
using KongMonitor.Serving;
using KongMonitor.Serving.Views;

namespace KongMonitor;

/// <summary>Sweeps once a second, reports every interval and once at the end, and makes a snapshot when somebody else wants one.</summary>
sealed class MonitorLoop(CaptureSession session, OutputQueue output, Feeds feeds, OwnCounts own, MonitorOptions options)
{
    static readonly TimeSpan sweepInterval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan longestTurn = TimeSpan.FromMilliseconds(250);
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly SeriesTable series = new(options.Capture.Series);
    readonly GarbageLimit garbage = new();

    /// <summary>Runs until the token, the duration or a problem, which is returned as a line for the user.</summary>
    public string? Run(EventReader? events, CancellationToken stop)
    {
        var sweeps = new Periodic(clock, sweepInterval);
        var reports = new Periodic(clock, options.Interval);
        var steps = options.Listen is null ? null : new Periodic(clock, HistoryFeed.Step, first: TimeSpan.Zero);
        var end = options.Duration ?? TimeSpan.MaxValue;
        while (true)
        {
            var next = Min(Min(sweeps.Next, reports.Next), Min(steps?.Next ?? TimeSpan.MaxValue, end));
            if (Wait(next, stop) || clock.Elapsed >= end)
            {
                return null;
            }

            Publish();

            if (sweeps.Take())
            {
                feeds.Beat();
                garbage.Keep();
                session.Sweep();
                if (options.Filter.NamesContainers || feeds.Events.NamesContainers)
                {
                    session.FindContainers();
                }

                if (OwnCapture.FindProblem(session, events, options.Texts) is { } problem)
                {
                    return problem;
                }
            }

            if (steps?.Take() == true)
            {
                feeds.History.Add(Read(new() { HasTables = false }));
            }

            if (reports.Take())
            {
                Report();
            }
        }
    }

    /// <summary>Reads the counts and hands them to the output.</summary>
    public void Report() => output.Add(Read(new() { Connections = options.Connections, Filter = options.Filter, OutputFull = output.Dropped }));

    /// <summary>Reads the counts for those who fetch or send metrics.</summary>
    public Snapshot ReadSeries() => Read(new() { HasTables = false, Series = series, Own = own.Read(output.Dropped) });

    void Publish()
    {
        if (feeds.Series.IsWanted)
        {
            feeds.Series.Publish(ReadSeries());
        }

        if (feeds.Views.Due is { } due && due <= TimeSpan.Zero)
        {
            PublishViews(feeds.Views.Take());
        }
    }

    // As many as there is time for: what others ask for must not hold up sweeps and reports.
    void PublishViews(IReadOnlyList<ViewKey> keys)
    {
        var start = clock.Elapsed;
        garbage.Keep();
        var reading = session.Read(allConnections: keys.Any(key => !key.Filter.IsEverything));
        var made = 0;
        while (made < keys.Count && (made == 0 || clock.Elapsed - start < longestTurn))
        {
            feeds.Views.Publish(keys[made], View(reading, keys[made]));
            garbage.Keep();
            made++;
        }

        feeds.Views.Pause(keys.Skip(made));
    }

    SharedText View(KernelReading reading, ViewKey key)
    {
        var snapshot = SnapshotBuilder.Build(reading, new()
        {
            Connections = Math.Min(options.ServedConnections, key.Rows),
            Rows = key.Rows,
            Filter = key.Filter,
            Chosen = key.Chosen,
            OutputFull = output.Dropped,
        });
        return ViewText.Of(snapshot, key, own, feeds.Texts);
    }

    Snapshot Read(SnapshotOptions what)
    {
        garbage.Keep();
        var snapshot = SnapshotBuilder.Build(session.Read(allConnections: !what.Filter.IsEverything), what);
        garbage.Keep();
        return snapshot;
    }

    bool Wait(TimeSpan until, CancellationToken stop)
    {
        var left = Min(until - clock.Elapsed, feeds.Views.Due ?? TimeSpan.MaxValue);
        if (left > TimeSpan.Zero)
        {
            WaitHandle.WaitAny([stop.WaitHandle, feeds.Series.Wanted, feeds.Views.Wanted], left);
        }

        return stop.IsCancellationRequested;
    }

    static TimeSpan Min(TimeSpan x, TimeSpan y) => x < y ? x : y;
}
