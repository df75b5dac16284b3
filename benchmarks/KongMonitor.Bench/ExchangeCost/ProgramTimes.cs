// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;
using LibBpf;

namespace KongMonitor.Bench.ExchangeCost;

/// <summary>The time that the programs on the gateway's interface took in a window, as the kernel's run-time statistics have it.</summary>
/// <param name="Ingress">Nanoseconds of XDP.</param>
/// <param name="Egress">Nanoseconds of TCX's egress.</param>
sealed record ProgramTimes(double Ingress, double Egress)
{
    public double Total => Ingress + Egress;

    /// <summary>Begins a window. What it returns ends it.</summary>
    public static Func<ProgramTimes> Start()
    {
        var (ingress, egress) = Read();
        return () =>
        {
            var (ingressAfter, egressAfter) = Read();
            return new((ingressAfter - ingress).TotalNanoseconds, (egressAfter - egress).TotalNanoseconds);
        };
    }

    static (TimeSpan Ingress, TimeSpan Egress) Read() => (
        Find(XdpLink.Query(GatewayInterface.Index).ProgramId),
        Find(TcxLink.Query(GatewayInterface.Index, TcDirection.Egress).Single()));

    static TimeSpan Find(uint id) =>
        BpfProgramInfo.TryGet(id, out var info) ? info.RunTime : throw new BenchException($"program {id} on {Lab.Interface} went away");
}
