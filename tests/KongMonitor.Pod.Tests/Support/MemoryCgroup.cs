// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.PodTests.Support;

/// <summary>What the kernel charges to a container, BPF maps included; of cgroup v1 or v2.</summary>
sealed class MemoryCgroup
{
    readonly string folder;
    readonly bool v1;

    public MemoryCgroup(string containerId)
    {
        v1 = Directory.Exists("/sys/fs/cgroup/memory");
        folder = Directory
            .EnumerateDirectories(v1 ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup", $"libpod-{containerId}", SearchOption.AllDirectories)
            .Single();
    }

    public double LimitMegabytes => Read(v1 ? "memory.limit_in_bytes" : "memory.max");

    public double PeakMegabytes => Read(v1 ? "memory.max_usage_in_bytes" : "memory.peak");

    public double KernelMegabytes => v1
        ? Read("memory.kmem.usage_in_bytes")
        : Field("memory.stat", "kernel ") / 1e6;

    public long OutOfMemoryKills => Field(v1 ? "memory.oom_control" : "memory.events", "oom_kill ");

    double Read(string file) => double.Parse(File.ReadAllText(Path.Combine(folder, file)), CultureInfo.InvariantCulture) / 1e6;

    long Field(string file, string name) => long.Parse(
        File.ReadLines(Path.Combine(folder, file)).Single(line => line.StartsWith(name, StringComparison.Ordinal)).AsSpan(name.Length),
        CultureInfo.InvariantCulture);
}
