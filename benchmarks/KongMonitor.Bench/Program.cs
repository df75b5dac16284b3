// SPDX-License-Identifier: MIT
using KongMonitor.Bench;
using KongMonitor.Bench.CommandLine;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Capture;
using LibBpf;

try
{
    return BenchCommand.Invoke(args, BenchRun.Run);
}
catch (Exception e) when (e is BenchException or BpfException or CaptureException)
{
    Console.Error.WriteLine($"bench: {e.Message}");
    return 1;
}
