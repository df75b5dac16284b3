// SPDX-License-Identifier: MIT
using System.CommandLine;
using KongMonitor.Capture;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary>What to capture and how: the options of every command that attaches programs.</summary>
sealed class CaptureOptionSet
{
    readonly CommonOptions common;
    readonly Option<string[]> interfaces;
    readonly Option<PortSet> ports;
    readonly Option<IngressHook> ingress;
    readonly Option<XdpMode> xdpMode;

    public CaptureOptionSet(Texts texts, OptionFactory make, CommonOptions common)
    {
        this.common = common;
        var help = texts.Help;
        interfaces = new("--interface", "-i") { Description = help.Interface, HelpName = "eth0" };
        ports = make.Ports("--port", help.Port);
        ingress = make.Choice("--ingress", help.Ingress, ("xdp", IngressHook.Xdp), ("tcx", IngressHook.Tcx));
        xdpMode = make.Choice("--xdp-mode", help.XdpMode, ("auto", XdpMode.Auto), ("native", XdpMode.Native), ("generic", XdpMode.Generic));
        Keep = OptionFactory.Switch("--keep", help.Keep);
        NoPin = OptionFactory.Switch("--no-pin", help.NoPin);
    }

    public Option<bool> Keep { get; }

    public Option<bool> NoPin { get; }

    /// <summary>Where packets are read.</summary>
    public IEnumerable<Option> Where => [interfaces, ports, common.AllPorts, common.Upstream, common.NoUpstream, ingress, xdpMode];

    /// <summary>What outlives the process.</summary>
    public IEnumerable<Option> Pins => [Keep, NoPin, common.BpfFileSystem];

    public CaptureOptions Read(ParseResult result)
    {
        var byDefault = new CaptureOptions();
        return new()
        {
            Interfaces = result.Value(interfaces, []),
            Ports = result.Value(ports, byDefault.Ports),
            AllPorts = result.GetValue(common.AllPorts),
            Upstream = !result.GetValue(common.NoUpstream),
            IncludeQuery = result.GetValue(common.IncludeQuery),
            Ingress = result.Value(ingress, byDefault.Ingress),
            XdpMode = result.Value(xdpMode, byDefault.XdpMode),
            ConnectionMapSize = (uint)result.Value(common.MapSize, (int)byDefault.ConnectionMapSize),
            Timeout = result.Value(common.Timeout, byDefault.Timeout),
            BpfFileSystem = result.GetValue(common.BpfFileSystem),
            Pinning = result.GetValue(NoPin) ? Pinning.Never : result.GetValue(Keep) ? Pinning.Required : Pinning.IfPossible,
        };
    }
}
