// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.Bench.Surroundings;

/// <summary>wrk in the client's namespace: HTTP/1.1 with keep-alive, as many requests as the gateway answers.</summary>
sealed class LoadGenerator : IDisposable
{
    /// <summary>
    /// As many as the gateway has workers: with one, the scheduler puts it beside one worker or the other, and a window's rate
    /// depends on which.
    /// </summary>
    public const int Threads = 2;

    static readonly TimeSpan most = TimeSpan.FromMinutes(30); // then it ends by itself
    static readonly string script = Path.Combine(AppContext.BaseDirectory, "Load", "requests.lua");
    readonly Process process;

    LoadGenerator(Process process) => this.process = process;

    /// <param name="lab">Where.</param>
    /// <param name="logged">Whether it asks for what is logged.</param>
    /// <param name="demand">What it asks for.</param>
    /// <param name="connections">How many connections it keeps open.</param>
    public static LoadGenerator Start(Lab lab, LoadSwitch logged, Demand demand, int connections)
    {
        string[] arguments =
        [
            $"--net=/run/netns/{lab.ClientNamespace}", "wrk", "--threads", $"{Threads}", "--connections", $"{connections}",
            "--duration", $"{(int)most.TotalSeconds}s", "--timeout", "10s", "--script", script, lab.GatewayUrl,
            "--", logged.Path, demand.Method, demand.Path, $"{demand.Body}", demand.IsUnique ? "1" : "0",
        ];
        var start = new ProcessStartInfo("nsenter", arguments) { RedirectStandardOutput = true };
        return new(Process.Start(start)!);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
