// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.Bench.Surroundings;

/// <summary>The benchmark's own programs: bpf/bench.bpf.c.</summary>
static class BenchObject
{
    public const string EmptyXdp = "empty_xdp";
    public const string EmptyTc = "empty_tc";
    public const string YardstickXdp = "yardstick_xdp";
    public const string YardstickTc = "yardstick_tc";
    public const string NextXdp = "next_xdp";
    public const string NextTc = "next_tc";
    const string ResourceName = "bench.bpf.o";

    public static BpfObject Load()
    {
        using var stream = typeof(BenchObject).Assembly.GetManifestResourceStream(ResourceName)!;
        var elf = new byte[stream.Length];
        stream.ReadExactly(elf);
        var bpf = BpfObject.Open(elf, "kong_bench");
        try
        {
            bpf.Load();
            return bpf;
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }
}
