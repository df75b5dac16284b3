// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Capture;

/// <summary>A place where a program is to be attached.</summary>
sealed record Hook(NetworkDevice Device, Direction Direction, HookKind Kind)
{
    /// <summary>What a hook for outgoing packets is called.</summary>
    public const string EgressName = "egress";

    /// <summary>What the hook is called in the name of a pinned link: xdp, ingress or egress.</summary>
    public string Name => (Direction, Kind) switch
    {
        (Direction.Egress, _) => EgressName,
        (_, HookKind.Xdp) => "xdp",
        _ => "ingress",
    };

    /// <summary>The program that belongs there.</summary>
    public string ProgramName => (Direction, Kind) switch
    {
        (Direction.Egress, _) => ProgramNames.EgressTc,
        (_, HookKind.Xdp) => ProgramNames.IngressXdp,
        _ => ProgramNames.IngressTc,
    };

    /// <summary>
    /// All hooks in the order of attaching: egress first, so that where connections are followed already, since other interfaces
    /// are watched, no request that ingress counts is left without its response.
    /// </summary>
    public static IReadOnlyList<Hook> Plan(IEnumerable<NetworkDevice> devices, IngressHook ingress)
    {
        var hooks = devices.SelectMany(device => Of(device.LinkLayer, ingress).Select(hook => new Hook(device, hook.Direction, hook.Kind)));
        return [.. hooks.OrderByDescending(hook => hook.Direction)];
    }

    internal static IEnumerable<(Direction Direction, HookKind Kind)> Of(LinkLayer linkLayer, IngressHook ingress)
    {
        yield return (Direction.Egress, HookKind.Tc);
        if (linkLayer != LinkLayer.Loopback)
        {
            // XDP programs expect an Ethernet header, which the kernel does not promise on other interfaces.
            var isXdp = ingress == IngressHook.Xdp && linkLayer == LinkLayer.Ethernet;
            yield return (Direction.Ingress, isXdp ? HookKind.Xdp : HookKind.Tc);
        }
    }
}
