// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Latency;

/// <summary>A run of wrk that ends when it is told to, and then says how long its answers took.</summary>
static class WrkRun
{
    public static Latencies Measure(Lab lab, Demand demand, bool isLogged, int connections, TimeSpan length)
    {
        string[] arguments =
        [
            $"--net=/run/netns/{lab.ClientNamespace}", "wrk", "--threads", $"{LoadGenerator.Threads}", "--connections", $"{connections}", "--latency",
            "--duration", "10s", "--header", $"Host: {(isLogged ? "logged" : "silent")}", lab.GatewayUrl + demand.Path,
        ];
        using var process = Process.Start(new ProcessStartInfo("nsenter", arguments) { RedirectStandardOutput = true })!;
        Thread.Sleep(length);
        Signals.Interrupt(process);
        var report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Latencies.Parse(report);
    }
}
