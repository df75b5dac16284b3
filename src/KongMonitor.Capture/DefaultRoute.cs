// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Capture;

/// <summary>Finds the interface that leads out of this network namespace.</summary>
static class DefaultRoute
{
    // thread-self, because a thread may be in another network namespace than its process.
    const string Ipv4Table = "/proc/thread-self/net/route";
    const string Ipv6Table = "/proc/thread-self/net/ipv6_route";

    /// <summary>The interface of the IPv4 default route with the lowest metric, else of the IPv6 one.</summary>
    public static string FindInterface() =>
        TryFindInterface() ?? throw new CaptureException("there is no default route to tell the interface by: name it with --interface");

    /// <summary>The same; null if there is no default route.</summary>
    public static string? TryFindInterface() => ParseIpv4(ReadLines(Ipv4Table)) ?? ParseIpv6(ReadLines(Ipv6Table));

    /// <summary>Columns: Iface Destination Gateway Flags RefCnt Use Metric Mask …, after a line of headings.</summary>
    internal static string? ParseIpv4(IEnumerable<string> lines) => Best(
        from line in lines.Skip(1)
        let column = line.Split('\t', StringSplitOptions.TrimEntries)
        where column.Length > 7 && IsZero(column[1]) && IsZero(column[7])
        select (column[0], uint.Parse(column[6], CultureInfo.InvariantCulture)));

    /// <summary>Columns: destination, its prefix length, source, its prefix length, next hop, metric, …, interface; all in hex.</summary>
    internal static string? ParseIpv6(IEnumerable<string> lines) => Best(
        from line in lines
        let column = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where column.Length > 9 && IsZero(column[0]) && IsZero(column[1]) && column[9] != "lo"
        select (column[9], uint.Parse(column[5], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    static string? Best(IEnumerable<(string Name, uint Metric)> routes) =>
        routes.OrderBy(route => route.Metric).Select(route => route.Name).FirstOrDefault();

    static bool IsZero(string hex) => hex.AsSpan().IndexOfAnyExcept('0') < 0;

    static string[] ReadLines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
}
