// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using KongMonitor.Capture;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Metrics;
using KongMonitor.Language;
using KongMonitor.Otlp;

namespace KongMonitor.CommandLine;

/// <summary>
/// The command line: <c>kong-ebpf-monitor [run] [options]</c>, <c>kong-ebpf-monitor replay FILE [options]</c>,
/// <c>kong-ebpf-monitor detach [options]</c> and <c>kong-ebpf-monitor doctor [options]</c>.
/// </summary>
sealed class MonitorCommand
{
    const int MostConnections = 1_000_000;
    const int TextConnections = 20;
    const int JsonConnections = 1000;
    static readonly TimeSpan usualInterval = TimeSpan.FromSeconds(5);
    static readonly TimeSpan shortest = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan aDay = TimeSpan.FromHours(24);
    readonly Texts texts;
    readonly Option<string[]> interfaces;
    readonly Option<PortSet> ports;
    readonly Option<bool> allPorts;
    readonly Option<bool> upstream;
    readonly Option<bool> noUpstream;
    readonly Option<IngressHook> ingress;
    readonly Option<XdpMode> xdpMode;
    readonly Option<TimeSpan> interval;
    readonly Option<TimeSpan> duration;
    readonly Option<OutputFormat> format;
    readonly Option<bool> noEvents;
    readonly Option<bool> includeQuery;
    readonly Option<string> filter = new("--filter") { HelpName = "WORDS" };
    readonly Option<int> mapSize;
    readonly Option<long> ringSize;
    readonly Option<int> connections;
    readonly Option<TimeSpan> timeout;
    readonly Option<IPEndPoint> listen;
    readonly Option<string> otlp;
    readonly Option<int> maxSeries;
    readonly Option<bool> fullPaths;
    readonly Option<bool> keep;
    readonly Option<bool> noPin;
    readonly Option<string> bpfFileSystem;
    readonly Option<string[]> detachInterfaces;
    readonly Option<IPAddress[]> gateways;
    readonly Option<PortSet> replayPorts;
    readonly Argument<string> file;
    readonly RootCommand root;

    public MonitorCommand(
        Texts texts,
        Func<MonitorOptions, int> run,
        Func<ReplayCommandOptions, int> replay,
        Func<DetachOptions, int> detach,
        Func<DoctorCommandOptions, int> doctor)
    {
        this.texts = texts;
        var help = texts.Help;
        var make = new OptionFactory(texts);
        interfaces = new("--interface", "-i") { Description = help.Interface, HelpName = "eth0" };
        ports = make.Ports("--port", help.Port);
        allPorts = OptionFactory.Switch("--all-ports", help.AllPorts);
        upstream = OptionFactory.Switch("--upstream", help.Upstream);
        noUpstream = OptionFactory.Switch("--no-upstream", help.NoUpstream);
        ingress = make.Choice("--ingress", help.Ingress, ("xdp", IngressHook.Xdp), ("tcx", IngressHook.Tcx));
        xdpMode = make.Choice("--xdp-mode", help.XdpMode, ("auto", XdpMode.Auto), ("native", XdpMode.Native), ("generic", XdpMode.Generic));
        interval = make.Duration("--interval", help.Interval, shortest, aDay);
        duration = make.Duration("--duration", help.Duration, shortest, 365 * aDay);
        format = make.Choice("--format", help.Format, ("text", OutputFormat.Text), ("json", OutputFormat.Json));
        noEvents = OptionFactory.Switch("--no-events", help.NoEvents);
        var lang = make.Choice(
            LanguageChoice.Option, help.Lang, (LanguageChoice.Korean, LanguageChoice.Korean), (LanguageChoice.English, LanguageChoice.English));
        includeQuery = OptionFactory.Switch("--include-query", help.IncludeQuery);
        filter.Description = help.Filter;
        mapSize = make.Number("--map-size", help.MapSize, 1, 10_000_000);
        ringSize = make.Size("--ring-size", help.RingSize, 4096, 1 << 30);
        connections = make.Number("--connections", help.Connections, 0, MostConnections);
        timeout = make.Duration("--timeout", help.Timeout, TimeSpan.FromSeconds(1), aDay);

        listen = make.Listen("--listen", help.Listen);
        otlp = new(OtlpOptions.Option) { Description = help.Otlp, HelpName = "URL", Arity = ArgumentArity.ZeroOrOne };
        maxSeries = make.Number("--max-series", help.MaxSeries, 1, SeriesOptions.MostSeries);
        fullPaths = OptionFactory.Switch("--full-paths", help.FullPaths);
        keep = OptionFactory.Switch("--keep", help.Keep);
        noPin = OptionFactory.Switch("--no-pin", help.NoPin);
        bpfFileSystem = new("--bpffs") { Description = help.BpfFileSystem, HelpName = "/sys/fs/bpf" };
        detachInterfaces = new("--interface", "-i") { Description = help.DetachInterface, HelpName = "eth0" };

        Option[] options =
        [
            interfaces, ports, allPorts, upstream, noUpstream, ingress, xdpMode, interval, duration, format,
            noEvents, filter, lang, includeQuery, mapSize, ringSize, connections, timeout,
            listen, otlp, maxSeries, fullPaths, keep, noPin, bpfFileSystem,
        ];
        replayPorts = make.Ports("--port", help.ReplayPort);
        gateways = make.Addresses("--gateway", help.Gateway);
        file = new("FILE") { Description = help.ReplayFile };
        var runCommand = new Command("run", help.Run);
        root = new RootCommand(help.Program)
        {
            runCommand, CreateReplay(replay, lang), CreateDetach(detach, lang), CreateDoctor(doctor, lang),
        };
        foreach (var command in (ReadOnlySpan<Command>)[root, runCommand])
        {
            foreach (var option in options)
            {
                command.Options.Add(option);
            }

            command.SetAction(result => run(Options(result)));
        }
    }

    Command CreateReplay(Func<ReplayCommandOptions, int> replay, Option lang)
    {
        var command = new Command("replay", texts.Help.Replay) { file };
        Option[] options =
        [
            gateways, replayPorts, allPorts, upstream, noUpstream, format, noEvents, filter, lang, includeQuery, mapSize, connections, timeout,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction(result => replay(ReplayOptions(result)));
        return command;
    }

    Command CreateDetach(Func<DetachOptions, int> detach, Option lang)
    {
        var command = new Command("detach", texts.Help.Detach) { detachInterfaces, bpfFileSystem, lang };
        command.SetAction(result => detach(new DetachOptions
        {
            Interfaces = Value(result, detachInterfaces, []),
            BpfFileSystem = result.GetValue(bpfFileSystem),
            Texts = texts,
        }));
        return command;
    }

    Command CreateDoctor(Func<DoctorCommandOptions, int> doctor, Option lang)
    {
        var make = new OptionFactory(texts);
        var looking = make.Duration("--duration", texts.Help.DoctorDuration, shortest, aDay);
        var watched = new Option<string[]>("--interface", "-i") { Description = texts.Help.DoctorInterface, HelpName = "eth0" };
        var gatewayPorts = make.Ports("--port", texts.Help.DoctorPort);
        var everyPort = OptionFactory.Switch("--all-ports", texts.Help.DoctorAllPorts);
        var shape = make.Choice("--format", texts.Help.DoctorFormat, ("text", OutputFormat.Text), ("json", OutputFormat.Json));
        var command = new Command("doctor", texts.Help.Doctor) { watched, gatewayPorts, everyPort, looking, shape, lang };
        command.SetAction(result => doctor(new()
        {
            Doctor = new()
            {
                Interfaces = Value(result, watched, []),
                Ports = result.GetValue(everyPort) ? PortSet.All() : Value(result, gatewayPorts, null!),
                Duration = Value(result, looking, usualInterval),
            },
            Texts = texts,
            Format = Value(result, shape, OutputFormat.Text),
        }));
        return command;
    }

    /// <summary>Runs what the arguments say. The errors are those of the command line; then nothing ran.</summary>
    public int Invoke(IReadOnlyList<string> args, out IReadOnlyList<string> errors)
    {
        var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        errors = Errors(result);
        return errors.Count > 0 ? Failure.BadValue : result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    List<string> Errors(ParseResult result)
    {
        var errors = result.UnmatchedTokens.Select(token => Texts.Fill(texts.UnknownArgument, token)).ToList();
        errors.AddRange(result.Errors.Select(error => error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } option => Texts.Fill(texts.MissingValue, option.Option.Name),
            ArgumentResult { Tokens.Count: 0 } argument => Texts.Fill(texts.MissingArgument, argument.Argument.Name),
            OptionResult { Tokens.Count: > 1, Option.Arity.MaximumNumberOfValues: 1 } option
                => Texts.Fill(texts.GivenTwice, option.Option.Name),
            _ => error.Message,
        }));
        (Option One, Option Other)[] opposites = [(upstream, noUpstream), (keep, noPin), (bpfFileSystem, noPin)];
        errors.AddRange(opposites
            .Where(pair => IsGiven(result, pair.One) && IsGiven(result, pair.Other))
            .Select(pair => Texts.Fill(texts.Contradiction, pair.One.Name, pair.Other.Name)));

        return errors;
    }

    MonitorOptions Options(ParseResult result)
    {
        var byDefault = new CaptureOptions();
        var outputFormat = Value(result, format, OutputFormat.Text);
        var reported = Value(result, connections, outputFormat == OutputFormat.Json ? JsonConnections : TextConnections);
        var served = Value(result, connections, JsonConnections);
        var address = result.GetValue(listen);
        return new MonitorOptions
        {
            Capture = new CaptureOptions
            {
                Interfaces = Value(result, interfaces, []),
                Ports = Value(result, ports, byDefault.Ports),
                AllPorts = result.GetValue(allPorts),
                Upstream = !result.GetValue(noUpstream),
                IncludeQuery = result.GetValue(includeQuery),
                Ingress = Value(result, ingress, byDefault.Ingress),
                XdpMode = Value(result, xdpMode, byDefault.XdpMode),
                ConnectionMapSize = (uint)Value(result, mapSize, (int)byDefault.ConnectionMapSize),
                Connections = address is null ? reported : Math.Max(reported, served),
                RingSize = (uint)Value(result, ringSize, byDefault.RingSize),
                Events = !result.GetValue(noEvents),
                Timeout = Value(result, timeout, byDefault.Timeout),
                Series = new()
                {
                    Limit = Value(result, maxSeries, new SeriesOptions().Limit),
                    GroupPaths = !result.GetValue(fullPaths),
                },
                BpfFileSystem = result.GetValue(bpfFileSystem),
                Pinning = result.GetValue(noPin) ? Pinning.Never : result.GetValue(keep) ? Pinning.Required : Pinning.IfPossible,
            },
            Filter = ReadFilter(result),
            Texts = texts,
            Keep = result.GetValue(keep),
            Interval = Value(result, interval, usualInterval),
            Duration = result.GetResult(duration) is null ? null : result.GetValue(duration),
            Listen = address,
            Otlp = IsGiven(result, otlp) ? OtlpOptions.Read(result.GetValue(otlp), Environment.GetEnvironmentVariable, ProductVersion.Text) : null,
            Format = outputFormat,
            Connections = reported,
            ServedConnections = served,
        };
    }

    ReplayCommandOptions ReplayOptions(ParseResult result)
    {
        var byDefault = new ReplayOptions();
        var outputFormat = Value(result, format, OutputFormat.Text);
        return new ReplayCommandOptions
        {
            File = result.GetValue(file)!,
            Replay = new ReplayOptions
            {
                Gateways = Value(result, gateways, []),
                Ports = result.GetValue(allPorts) ? null : Value(result, replayPorts, null!),
                Upstream = !result.GetValue(noUpstream),
                IncludeQuery = result.GetValue(includeQuery),
                Events = !result.GetValue(noEvents),
                ConnectionMapSize = (uint)Value(result, mapSize, (int)byDefault.ConnectionMapSize),
                Timeout = Value(result, timeout, byDefault.Timeout),
            },
            Filter = ReadFilter(result),
            Texts = texts,
            Format = outputFormat,
            Connections = Value(result, connections, outputFormat == OutputFormat.Json ? JsonConnections : TextConnections),
        };
    }

    Filter ReadFilter(ParseResult result)
    {
        var text = result.GetValue(filter) ?? "";
        return Filter.TryParse(text, out var read, out var problem) ? read : throw new BadFilterException(filter.Name, text, problem, texts);
    }

    // A switch that was not given has a result too.
    static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };

    // The parser's own default values would show in --help as .NET writes them.
    static T Value<T>(ParseResult result, Option<T> option, T byDefault) =>
        result.GetResult(option) is null ? byDefault : result.GetValue(option)!;
}
