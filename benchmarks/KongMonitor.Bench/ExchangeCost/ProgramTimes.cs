// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;
using LibBpf;

namespace KongMonitor.Bench.ExchangeCost;

/// <summary>The time of the programs on the gateway's interface, as the kernel's run-time statistics have them.</summary>
/// <param name="Ingress">Of XDP, or of TCX's ingress.</param>
/// <param name="Egress">Of TCX's egress.</param>
sealed record ProgramTimes(BpfProgramInfo Ingress, BpfProgramInfo Egress)
{
    public static ProgramTimes Read(int interfaceIndex)
    {
        var xdp = XdpLink.Query(interfaceIndex);
        var ingress = xdp.IsAttached ? xdp.ProgramId : TcxLink.Query(interfaceIndex, TcDirection.Ingress).Single();
        return new(Find(ingress), Find(TcxLink.Query(interfaceIndex, TcDirection.Egress).Single()));
    }

    public Window Since(ProgramTimes before, long exchanges, long counted) => new(
        (Ingress.RunTime - before.Ingress.RunTime).TotalNanoseconds / exchanges,
        (Egress.RunTime - before.Egress.RunTime).TotalNanoseconds / exchanges,
        (double)counted / exchanges);

    static BpfProgramInfo Find(uint id) =>
        BpfProgramInfo.TryGet(id, out var info) ? info : throw new BenchException($"program {id} on {Lab.Interface} went away");
}
