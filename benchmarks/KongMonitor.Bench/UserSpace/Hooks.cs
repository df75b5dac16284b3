// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;
using LibBpf;

namespace KongMonitor.Bench.UserSpace;

/// <summary>The programs on the gateway's interface, as the kernel tells anybody.</summary>
/// <param name="Ingress">Id of the XDP program; 0: none.</param>
/// <param name="Egress">Id of TCX's egress program; 0: none.</param>
sealed record Hooks(uint Ingress, uint Egress)
{
    public static Hooks Read() => new(
        XdpLink.Query(GatewayInterface.Index) is { IsAttached: true } xdp ? xdp.ProgramId : 0,
        TcxLink.Query(GatewayInterface.Index, TcDirection.Egress) is [var egress, ..] ? egress : 0);

    /// <summary>Whether both places have programs, and others than before.</summary>
    public bool AreNewAfter(Hooks before) =>
        Ingress != 0 && Egress != 0 && Ingress != before.Ingress && Egress != before.Egress;

    /// <summary>When the kernel began to verify the first of them, as time since boot.</summary>
    public TimeSpan FirstLoaded() => TimeSpan.FromTicks(Math.Min(Loaded(Ingress).Ticks, Loaded(Egress).Ticks));

    static TimeSpan Loaded(uint id) =>
        BpfProgramInfo.TryGet(id, out var info) ? info.LoadedAt : throw new BenchException($"program {id} on {Lab.Interface} went away");
}
