// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Rate;

/// <summary>h2load in the client's namespace: HTTP/1.1 with keep-alive, so many requests a second on each connection.</summary>
sealed class FixedRateLoad : IDisposable
{
    readonly Process process;

    FixedRateLoad(Process process) => this.process = process;

    /// <param name="lab">Where.</param>
    /// <param name="connections">How many connections.</param>
    /// <param name="rate">Requests a second on each; null: as fast as it is answered.</param>
    /// <param name="isLogged">Whether it asks for what nginx logs.</param>
    public static FixedRateLoad Start(Lab lab, int connections, double? rate, bool isLogged)
    {
        string[] arguments =
        [
            $"--net=/run/netns/{lab.ClientNamespace}", "h2load", "--h1", $"--threads={LoadGenerator.Threads}", $"--clients={connections}", "--duration=60",
            $"--header=:authority: {(isLogged ? "logged" : "silent")}", lab.GatewayUrl + Demand.Return200.Path,
        ];
        string[] pace = rate is { } wanted ? [string.Create(CultureInfo.InvariantCulture, $"--rps={wanted:0.##}")] : [];
        var start = new ProcessStartInfo("nsenter", [.. arguments, .. pace]) { RedirectStandardOutput = true };
        return new(Process.Start(start)!);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
