// SPDX-License-Identifier: MIT
using System.CommandLine;
using KongMonitor.Core.Filters;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary>Options that several commands have.</summary>
sealed class CommonOptions
{
    readonly Texts texts;

    public CommonOptions(Texts texts, OptionFactory make)
    {
        this.texts = texts;
        var help = texts.Help;
        AllPorts = OptionFactory.Switch("--all-ports", help.AllPorts);
        Upstream = OptionFactory.Switch("--upstream", help.Upstream);
        NoUpstream = OptionFactory.Switch("--no-upstream", help.NoUpstream);
        Format = make.Choice("--format", help.Format, ("text", OutputFormat.Text), ("json", OutputFormat.Json));
        NoEvents = OptionFactory.Switch("--no-events", help.NoEvents);
        Filter = new("--filter") { Description = help.Filter, HelpName = "WORDS" };
        Lang = make.Choice(
            LanguageChoice.Option, help.Lang, (LanguageChoice.Korean, LanguageChoice.Korean), (LanguageChoice.English, LanguageChoice.English));
        IncludeQuery = OptionFactory.Switch("--include-query", help.IncludeQuery);
        MapSize = make.Number("--map-size", help.MapSize, 1, 10_000_000);
        Connections = make.Number("--connections", help.Connections, 0, Limits.MostConnections);
        Timeout = make.Duration("--timeout", help.Timeout, TimeSpan.FromSeconds(1), Limits.ADay);
        BpfFileSystem = make.Path("--bpffs", help.BpfFileSystem, "/sys/fs/bpf");
    }

    public Option<bool> AllPorts { get; }

    public Option<bool> Upstream { get; }

    public Option<bool> NoUpstream { get; }

    public Option<OutputFormat> Format { get; }

    public Option<bool> NoEvents { get; }

    public Option<string> Filter { get; }

    /// <summary>Read before everything else (<see cref="LanguageChoice"/>).</summary>
    public Option<string> Lang { get; }

    public Option<bool> IncludeQuery { get; }

    public Option<int> MapSize { get; }

    public Option<int> Connections { get; }

    public Option<TimeSpan> Timeout { get; }

    public Option<string> BpfFileSystem { get; }

    public Filter ReadFilter(ParseResult result) => ReadFilter(result, Filter);

    public Filter ReadFilter(ParseResult result, Option<string> option)
    {
        var text = result.GetValue(option) ?? "";
        return Core.Filters.Filter.TryParse(text, out var read, out var problem)
            ? read
            : throw new BadFilterException(option.Name, text, problem, texts);
    }
}
