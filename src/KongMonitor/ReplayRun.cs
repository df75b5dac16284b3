// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.Language;
using KongMonitor.Output;

namespace KongMonitor;

/// <summary>One replay of a capture file, from its first packet to the report.</summary>
sealed class ReplayRun : IEventSink
{
    // The programs' clock is the capture's: nanoseconds since 1970.
    static readonly WallClock clock = new(DateTimeOffset.UnixEpoch, 0);
    readonly ReplayCommandOptions options;
    readonly IReplayOutput output;

    ReplayRun(ReplayCommandOptions options)
    {
        this.options = options;
        output = options.Format == OutputFormat.Json
            ? new JsonOutput(new StandardOutput())
            : new TextOutput(new StandardOutput(), options.Texts, TimeZoneInfo.Local, TimeProvider.System);
    }

    /// <summary>Returns the exit code.</summary>
    public static int Run(ReplayCommandOptions options)
    {
        try
        {
            using var file = CaptureFile.Open(options.File);
            return new ReplayRun(options).Replay(file);
        }
        catch (OutputClosedException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public void OnEvent(ref readonly TrafficEvent traffic)
    {
        if (!options.Filter.Matches(traffic, KnownContainers.None))
        {
            return;
        }

        output.Event(traffic, clock);
        if (ExchangeJson.IsEnd(traffic))
        {
            output.Exchange(traffic, clock, options.Replay.IncludeQuery);
        }
    }

    int Replay(CaptureFile file)
    {
        using var session = ReplaySession.Open(file.Link, options.Replay, this);
        using (var progress = new ReplayProgress(file, options.Texts))
        {
            while (file.TryRead(out var packet, out var wireLength, out var time))
            {
                session.Run(packet, wireLength, time);
                progress.Show();
            }
        }

        var reading = session.Read();
        var summary = CaptureSummary.Of(session.Counts, reading, options.Filter);
        output.Replayed(options.File, summary);
        output.Report(SnapshotBuilder.Build(reading, new() { Connections = options.Connections, Filter = options.Filter }));
        output.Flush();
        if (file.Damage is not { } damage)
        {
            return 0;
        }

        Failure.Say(damage);
        return Failure.Run;
    }
}
