// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Abi;
using KongMonitor.Core.Doctor;

namespace KongMonitor.Capture.Doctor;

/// <summary>The TCP ports that somebody listens on in the calling thread's network namespace.</summary>
static class ListenTable
{
    const string Listening = "0A"; // TCP_LISTEN

    // thread-self, because a thread may be in another network namespace than its process.
    static readonly string[] tables = ["/proc/thread-self/net/tcp", "/proc/thread-self/net/tcp6"];

    /// <summary>Ascending, each once.</summary>
    public static IReadOnlyList<int> Ports() => Parse(tables.Where(File.Exists).SelectMany(table => File.ReadAllLines(table).Skip(1)));

    /// <summary>The same beside the ports that are watched; null where all are.</summary>
    public static ListenFacts? Find(in MonitorConfig config)
    {
        if (config.AllPorts != 0)
        {
            return null;
        }

        var ports = PortSet.Of(config.Ports.AsReadOnlySpan());
        return new([.. Ports()], [.. ports.Ranges()], !ports.Bitmap.SequenceEqual(PortSet.KongDefaults().Bitmap));
    }

    /// <summary>Lines such as "0: 00000000:1F40 00000000:0000 0A …": slot, local end, remote end, state; all in hex.</summary>
    internal static IReadOnlyList<int> Parse(IEnumerable<string> lines)
    {
        var ports =
            from line in lines
            let column = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where column.Length > 3 && column[3] == Listening
            select int.Parse(column[1].AsSpan(column[1].IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return [.. ports.Distinct().Order()];
    }
}
