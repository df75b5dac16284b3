// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Bench.TestRuns;

/// <summary>struct bench_step of bpf/bench.bpf.c.</summary>
[StructLayout(LayoutKind.Sequential)]
struct BenchStep
{
    /// <summary>Which connection the next repetition belongs to.</summary>
    public uint Connection;

    /// <summary>1: from a client to the gateway.</summary>
    public uint FromClient;

    /// <summary>Which path the next repetition asks for.</summary>
    public uint Path;

    /// <summary>After so many paths they begin again; 0: the packet's own path.</summary>
    public uint Paths;
}
