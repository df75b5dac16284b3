// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Bench.Surroundings;
using LibBpf;

namespace KongMonitor.Bench.UserSpace;

/// <summary>The programs on the gateway's interface, as the kernel tells anybody.</summary>
/// <param name="Ingress">Id of the XDP program; 0: none.</param>
/// <param name="Egress">Id of TCX's egress program; 0: none.</param>
sealed record Hooks(uint Ingress, uint Egress)
{
    public static Hooks Read() => new(
        XdpLink.Query(GatewayInterface.Index) is { IsAttached: true } xdp ? Named(xdp.ProgramId, ProgramNames.IngressXdp) : 0,
        TcxLink.Query(GatewayInterface.Index, TcDirection.Egress) is [var egress, ..] ? Named(egress, ProgramNames.EgressTc) : 0);

    /// <summary>Whether both places have programs, and others than before.</summary>
    public bool AreNewAfter(Hooks before) =>
        Ingress != 0 && Egress != 0 && Ingress != before.Ingress && Egress != before.Egress;

    /// <summary>When the kernel began to verify the first of them, as time since boot.</summary>
    public TimeSpan FirstLoaded() => TimeSpan.FromTicks(Math.Min(Loaded(Ingress).Ticks, Loaded(Egress).Ticks));

    // What holds a program's place until it is there is not the program.
    static uint Named(uint id, string name) => BpfProgramInfo.TryGet(id, out var info) && info.IsNamed(name) ? id : 0;

    static TimeSpan Loaded(uint id) =>
        BpfProgramInfo.TryGet(id, out var info) ? info.LoadedAt : throw new BenchException($"program {id} on {Lab.Interface} went away");
}
