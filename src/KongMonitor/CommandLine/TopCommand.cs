// SPDX-License-Identifier: MIT
using System.CommandLine;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary><c>kong-ebpf-monitor top [options]</c>.</summary>
sealed class TopCommand
{
    static readonly TimeSpan usualInterval = TimeSpan.FromSeconds(1);
    readonly Texts texts;
    readonly CommonOptions common;
    readonly CaptureOptionSet capture;
    readonly Option<TimeSpan> interval;
    readonly Option<TimeSpan> duration;
    readonly Option<string> filter;

    public TopCommand(Texts texts, OptionFactory make, CommonOptions common, CaptureOptionSet capture)
    {
        this.texts = texts;
        this.common = common;
        this.capture = capture;
        interval = make.Duration("--interval", texts.Help.TopInterval, Limits.Shortest, Limits.ADay);
        duration = make.Duration("--duration", texts.Help.TopDuration, Limits.Shortest, 365 * Limits.ADay);
        filter = new("--filter") { Description = texts.Help.TopFilter, HelpName = "WORDS" };
    }

    public Command Create(Func<TopCommandOptions, int> top)
    {
        var command = new Command("top", texts.Help.Top);
        Option[] options =
        [
            .. capture.Where, interval, duration, filter, common.Lang, common.IncludeQuery, common.MapSize, common.Timeout, .. capture.Pins,
        ];
        Array.ForEach(options, command.Options.Add);
        command.SetAction(result => top(Read(result)));
        return command;
    }

    TopCommandOptions Read(ParseResult result) => new()
    {
        // Nobody reads events, and of connections as many as a reader of the screen could look through.
        Capture = capture.Read(result) with { Events = false, Connections = Limits.JsonConnections },
        Filter = common.ReadFilter(result, filter),
        Texts = texts,
        Interval = result.Value(interval, usualInterval),
        Duration = result.GetResult(duration) is null ? null : result.GetValue(duration),
        Keep = result.GetValue(capture.Keep),
    };
}
