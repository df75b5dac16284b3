// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Bench.Results;

/// <summary>Where it was measured.</summary>
/// <param name="Processor">The CPU's model.</param>
/// <param name="Cores">How many the system has.</param>
/// <param name="IsVirtual">Whether a hypervisor has the real ones.</param>
/// <param name="Memory">In MiB.</param>
/// <param name="Kernel">Linux's release.</param>
/// <param name="Distribution">As it calls itself.</param>
sealed record Machine(string Processor, int Cores, bool IsVirtual, long Memory, string Kernel, string Distribution)
{
    public static Machine Describe()
    {
        var processor = Fields("/proc/cpuinfo", ':');
        var memory = Fields("/proc/meminfo", ':')["MemTotal"].Split(' ')[0];
        return new(
            processor["model name"],
            Environment.ProcessorCount,
            processor["flags"].Split(' ').Contains("hypervisor"),
            long.Parse(memory, CultureInfo.InvariantCulture) / 1024,
            File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            Fields("/etc/os-release", '=')["PRETTY_NAME"].Trim('"'));
    }

    // Of the first processor: later ones say the same.
    static Dictionary<string, string> Fields(string path, char separator)
    {
        var fields = new Dictionary<string, string>();
        foreach (var line in File.ReadLines(path))
        {
            var parts = line.Split(separator, 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2)
            {
                fields.TryAdd(parts[0], parts[1]);
            }
        }

        return fields;
    }
}
