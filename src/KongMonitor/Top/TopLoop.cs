// SPDX-License-Identifier: MIT
using KongMonitor.CommandLine;
using KongMonitor.Top.Input;
using KongMonitor.Top.Screen;
using KongMonitor.Top.Terminals;

namespace KongMonitor.Top;

/// <summary>Reads, draws and waits for keys, on one thread.</summary>
sealed class TopLoop(ITopSource source, TopCommandOptions options, Terminal terminal)
{
    // A terminal sends the bytes of a key at once; over a slow line a little later.
    static readonly TimeSpan sequencePause = TimeSpan.FromMilliseconds(50);
    readonly TopClock clock = new(options.Interval, options.Duration);
    readonly TopReadings readings = new(source, options.Capture.Connections);
    readonly TopScreen screen = new(options.Texts, TimeZoneInfo.Local);
    readonly FramePainter painter = new(terminal);
    readonly KeyDecoder decoder = new();
    TopState state = new() { Filter = options.Filter };

    /// <summary>Runs until the user quits, the duration ends, a signal comes, or a problem, which is returned.</summary>
    public string? Run(CancellationToken stop)
    {
        var data = readings.Read(state.Filter);
        while (true)
        {
            var frame = screen.Render(state, data, Terminal.Size);
            painter.Paint(frame);
            var before = state;
            if (!ReadKeys(frame))
            {
                return null;
            }

            if (stop.IsCancellationRequested || state.IsOver || clock.IsOver)
            {
                return null;
            }

            if (clock.TakeBeat() && source.Beat() is { } problem)
            {
                return problem;
            }

            data = ReadCounts(before, data);
        }
    }

    TopData ReadCounts(TopState before, TopData data)
    {
        // What the user changed is shown at once, and so are new counts.
        if (!ReferenceEquals(before.Filter, state.Filter) || (!state.IsPaused && (before.IsPaused || readings.AreOutdated(data))))
        {
            clock.HasRead();
            return readings.Read(state.Filter);
        }

        return !state.IsPaused && clock.TakeReading() ? readings.Read(state.Filter) : readings.Renew(data);
    }

    // False: the terminal is gone.
    bool ReadKeys(Frame frame)
    {
        var patience = clock.Left(reads: !state.IsPaused);
        var wait = decoder.IsWaiting && patience > sequencePause ? sequencePause : patience;
        Span<byte> input = stackalloc byte[256];
        var read = terminal.Read(input, wait);
        if (read < 0)
        {
            return false;
        }

        foreach (var key in read == 0 && decoder.IsWaiting ? decoder.Pause() : decoder.Add(input[..read]))
        {
            if (key.Kind == KeyKind.Redraw)
            {
                painter.Forget();
            }

            state = TopKeys.Press(state, key, frame);
            frame = frame with { First = state.ShowsHelp ? state.HelpFirst : state.First };
        }

        return true;
    }
}
