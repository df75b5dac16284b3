// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;

namespace KongMonitor.Bench.Throughput;

/// <summary>
/// What TCP carries through the gateway's network namespace, as its IP layer counts it. A request is counted when it begins, so
/// in a window of some hundred large ones as many as there are connections are uncertain; bytes are not.
/// </summary>
static class Payload
{
    const int Headers = 52; // IPv4 and TCP with timestamps; offloaded segments have them once

    /// <summary>Begins a window. What it returns ends it, and says the megabytes a second that were received and sent.</summary>
    public static Func<(double Received, double Sent)> Start()
    {
        var (received, sent) = Read();
        var begin = Stopwatch.GetTimestamp();
        return () =>
        {
            var after = Read();
            var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            return ((after.Received - received) / 1e6 / seconds, (after.Sent - sent) / 1e6 / seconds);
        };
    }

    /// <param name="text">Of the kernel: a line of names and one of values for each group.</param>
    /// <param name="group">Which two lines.</param>
    /// <param name="name">Which counter.</param>
    public static long Parse(string text, string group, string name)
    {
        var lines = text.Split('\n').Where(line => line.StartsWith($"{group}:", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToArray();
        return lines is [var names, var values]
            ? long.Parse(values[Array.IndexOf(names, name)], CultureInfo.InvariantCulture)
            : throw new UnreachableException($"the kernel has no counters {group}");
    }

    static (double Received, double Sent) Read()
    {
        var bytes = File.ReadAllText("/proc/self/net/netstat");
        var packets = File.ReadAllText("/proc/self/net/snmp");
        return (
            Parse(bytes, "IpExt", "InOctets") - (Headers * Parse(packets, "Ip", "InReceives")),
            Parse(bytes, "IpExt", "OutOctets") - (Headers * Parse(packets, "Ip", "OutRequests")));
    }
}
