// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Latency;

/// <summary>A run of wrk that ends when it is told to, and then says how long its answers took.</summary>
static class WrkRun
{
    static readonly TimeSpan most = TimeSpan.FromSeconds(10);

    public static Latencies Measure(Lab lab, LoadSwitch logged, Demand demand, int connections, TimeSpan length)
    {
        using var process = LoadGenerator.Run(lab, logged, demand, connections, most, "--latency");
        Thread.Sleep(length);
        Signals.Interrupt(process);
        var report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Latencies.Parse(report);
    }
}
