// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Net;
using KongMonitor.Capture;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary><c>kong-ebpf-monitor replay FILE [options]</c>.</summary>
sealed class ReplayCommand
{
    readonly Texts texts;
    readonly CommonOptions common;
    readonly Option<PortSet> ports;
    readonly Option<IPAddress[]> gateways;
    readonly Argument<string> file;

    public ReplayCommand(Texts texts, OptionFactory make, CommonOptions common)
    {
        this.texts = texts;
        this.common = common;
        ports = make.Ports("--port", texts.Help.ReplayPort);
        gateways = make.Addresses("--gateway", texts.Help.Gateway);
        file = make.PathArgument("FILE", texts.Help.ReplayFile);
    }

    public Command Create(Func<ReplayCommandOptions, int> replay)
    {
        var command = new Command("replay", texts.Help.Replay) { file };
        Option[] options =
        [
            gateways, ports, common.AllPorts, common.Upstream, common.NoUpstream, common.Format, common.NoEvents, common.Filter,
            common.Lang, common.IncludeQuery, common.MapSize, common.Connections, common.Timeout,
        ];
        Array.ForEach(options, command.Options.Add);
        command.SetAction(result => replay(Read(result)));
        return command;
    }

    ReplayCommandOptions Read(ParseResult result)
    {
        var byDefault = new ReplayOptions();
        var format = result.Value(common.Format, OutputFormat.Text);
        return new ReplayCommandOptions
        {
            File = result.GetValue(file)!,
            Replay = new ReplayOptions
            {
                Gateways = result.Value(gateways, []),
                Ports = result.GetValue(common.AllPorts) ? null : result.Value(ports, null!),
                Upstream = !result.GetValue(common.NoUpstream),
                IncludeQuery = result.GetValue(common.IncludeQuery),
                Events = !result.GetValue(common.NoEvents),
                ConnectionMapSize = (uint)result.Value(common.MapSize, (int)byDefault.ConnectionMapSize),
                Timeout = result.Value(common.Timeout, byDefault.Timeout),
            },
            Filter = common.ReadFilter(result),
            Texts = texts,
            Format = format,
            Connections = result.Value(common.Connections, Limits.Connections(format)),
        };
    }
}
