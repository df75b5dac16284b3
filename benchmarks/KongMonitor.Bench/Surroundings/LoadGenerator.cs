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
    public static LoadGenerator Start(Lab lab, LoadSwitch logged, Demand demand, int connections) =>
        new(Run(lab, logged, demand, connections, most));

    /// <summary>The process alone, for who wants its report.</summary>
    /// <param name="lab">Where.</param>
    /// <param name="logged">Whether it asks for what is logged.</param>
    /// <param name="demand">What it asks for.</param>
    /// <param name="connections">How many connections it keeps open.</param>
    /// <param name="duration">Then it ends by itself.</param>
    /// <param name="options">More of wrk's.</param>
    public static Process Run(Lab lab, LoadSwitch logged, Demand demand, int connections, TimeSpan duration, params string[] options)
    {
        string[] arguments =
        [
            $"--net=/run/netns/{lab.ClientNamespace}", "wrk", "--threads", $"{Threads}", "--connections", $"{connections}",
            "--duration", $"{(int)duration.TotalSeconds}s", "--timeout", "10s", .. options, "--script", script, lab.GatewayUrl,
            "--", logged.Path, demand.Method, demand.Path, $"{demand.Body}", demand.IsUnique ? "1" : "0",
        ];
        return Process.Start(new ProcessStartInfo("nsenter", arguments) { RedirectStandardOutput = true })!;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
