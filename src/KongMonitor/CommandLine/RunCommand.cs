// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Net;
using KongMonitor.Capture;
using KongMonitor.Core.Metrics;
using KongMonitor.Language;
using KongMonitor.Otlp;

namespace KongMonitor.CommandLine;

/// <summary><c>kong-ebpf-monitor [run] [options]</c>: the options belong to the root command too.</summary>
sealed class RunCommand
{
    readonly Texts texts;
    readonly CommonOptions common;
    readonly CaptureOptionSet capture;
    readonly Option<TimeSpan> interval;
    readonly Option<TimeSpan> duration;
    readonly Option<long> ringSize;
    readonly Option<IPEndPoint> listen;
    readonly Option<string> otlp;
    readonly Option<int> maxSeries;
    readonly Option<bool> fullPaths;

    public RunCommand(Texts texts, OptionFactory make, CommonOptions common, CaptureOptionSet capture)
    {
        this.texts = texts;
        this.common = common;
        this.capture = capture;
        var help = texts.Help;
        interval = make.Duration("--interval", help.Interval, Limits.Shortest, Limits.ADay);
        duration = make.Duration("--duration", help.Duration, Limits.Shortest, 365 * Limits.ADay);
        ringSize = make.Size("--ring-size", help.RingSize, 4096, 1 << 30);
        listen = make.Listen("--listen", help.Listen);
        otlp = new(OtlpOptions.Option) { Description = help.Otlp, HelpName = "URL", Arity = ArgumentArity.ZeroOrOne };
        maxSeries = make.Number("--max-series", help.MaxSeries, 1, SeriesOptions.MostSeries);
        fullPaths = OptionFactory.Switch("--full-paths", help.FullPaths);
    }

    /// <summary>Gives a command the options, and what it does.</summary>
    public Command Fill(Command command, Func<MonitorOptions, int> run)
    {
        Option[] options =
        [
            .. capture.Where, interval, duration, common.Format, common.NoEvents, common.Filter, common.Lang, common.IncludeQuery,
            common.MapSize, ringSize, common.Connections, common.Timeout, listen, otlp, maxSeries, fullPaths, .. capture.Pins,
        ];
        Array.ForEach(options, command.Options.Add);
        command.SetAction(result => run(Read(result)));
        return command;
    }

    MonitorOptions Read(ParseResult result)
    {
        var format = result.Value(common.Format, OutputFormat.Text);
        var reported = result.Value(common.Connections, Limits.Connections(format));
        var served = result.Value(common.Connections, Limits.JsonConnections);
        var address = result.GetValue(listen);
        return new MonitorOptions
        {
            Capture = ReadCapture(result) with { Connections = address is null ? reported : Math.Max(reported, served) },
            Filter = common.ReadFilter(result),
            Texts = texts,
            Keep = result.GetValue(capture.Keep),
            Interval = result.Value(interval, Limits.UsualInterval),
            Duration = result.GetResult(duration) is null ? null : result.GetValue(duration),
            Listen = address,
            Otlp = result.IsGiven(otlp)
                ? OtlpOptions.Read(result.GetValue(otlp), Environment.GetEnvironmentVariable, ProductVersion.Text)
                : null,
            Format = format,
            Connections = reported,
            ServedConnections = served,
        };
    }

    CaptureOptions ReadCapture(ParseResult result) => capture.Read(result) with
    {
        RingSize = (uint)result.Value(ringSize, (int)new CaptureOptions().RingSize),
        Events = !result.GetValue(common.NoEvents),
        Series = new()
        {
            Limit = result.Value(maxSeries, new SeriesOptions().Limit),
            GroupPaths = !result.GetValue(fullPaths),
        },
    };
}
