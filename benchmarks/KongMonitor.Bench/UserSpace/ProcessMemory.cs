// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Bench.UserSpace;

/// <summary>What a process takes, in MB, as /proc tells it.</summary>
/// <param name="Resident">Now: VmRSS.</param>
/// <param name="Peak">The most so far: VmHWM.</param>
/// <param name="Maps">Kernel memory of the BPF maps that it holds.</param>
sealed record ProcessMemory(double Resident, double Peak, double Maps)
{
    const double Megabyte = 1e6;
    const double Kibibyte = 1024;

    public static ProcessMemory Read(int process)
    {
        var status = Fields($"/proc/{process}/status");
        return new(Kibibytes(status["VmRSS"]), Kibibytes(status["VmHWM"]), MapBytes(process) / Megabyte);
    }

    // Several descriptors may be of one map.
    static double MapBytes(int process) => Directory.EnumerateFiles($"/proc/{process}/fdinfo")
        .Select(Fields)
        .Where(fields => fields.ContainsKey("map_id"))
        .DistinctBy(fields => fields["map_id"])
        .Sum(fields => double.Parse(fields["memlock"], CultureInfo.InvariantCulture));

    static double Kibibytes(string text) => double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) * Kibibyte / Megabyte;

    static Dictionary<string, string> Fields(string path) => File.ReadLines(path)
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .Where(pair => pair.Length == 2)
        .DistinctBy(pair => pair[0])
        .ToDictionary(pair => pair[0], pair => pair[1]);
}
