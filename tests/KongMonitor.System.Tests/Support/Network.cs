// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.SystemTests.Support;

/// <summary>What hangs on the interfaces of a namespace.</summary>
static class Network
{
    const int TcxIngress = 46;
    const int TcxEgress = 47;

    public static string Links(string networkNamespace) => Command.Run("ip", "-n", networkNamespace, "-d", "link", "show");

    /// <summary>Everything of it that a monitor could change.</summary>
    public static string State(string networkNamespace) => string.Join<string>('\n', [
        Links(networkNamespace),
        Command.Run("tc", "-n", networkNamespace, "qdisc", "show"),
        .. ((string[])["lo", "eth0"]).Select(name =>
            $"{name}: {TcxPrograms(networkNamespace, name, TcxIngress)} TCX programs in, {TcxPrograms(networkNamespace, name, TcxEgress)} out"),
    ]);

    /// <summary>Whether programs see both directions of each of the interfaces; of lo they need to see one.</summary>
    public static bool AreWatched(string networkNamespace, IEnumerable<string> interfaces) => interfaces.All(name =>
        TcxPrograms(networkNamespace, name, TcxEgress) > 0
        && (name == "lo" || TcxPrograms(networkNamespace, name, TcxIngress) > 0
            || Command.Run("ip", "-n", networkNamespace, "link", "show", name).Contains("xdp", StringComparison.Ordinal)));

    // No tool of Debian 12 shows TCX programs: BPF_PROG_QUERY counts them.
    static uint TcxPrograms(string networkNamespace, string interfaceName, uint attachType) => NetworkNamespace.Run(networkNamespace, () =>
    {
        Span<uint> query = stackalloc uint[16];
        query.Clear();
        query[0] = Native.if_nametoindex(interfaceName);
        query[1] = attachType;
        return Native.bpf(Native.SYS_bpf, Native.BPF_PROG_QUERY, ref MemoryMarshal.GetReference(query), query.Length * sizeof(uint)) == 0 ? query[6] : 0;
    });
}
