// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.Bench.Surroundings;

/// <summary>wrk in the client's namespace: HTTP/1.1 with keep-alive, as many requests as the gateway answers.</summary>
sealed class LoadGenerator : IDisposable
{
    readonly Process process;

    LoadGenerator(Process process) => this.process = process;

    /// <param name="lab">Where.</param>
    /// <param name="path">What it asks for.</param>
    /// <param name="connections">How many connections it keeps open.</param>
    /// <param name="most">After this time it ends by itself.</param>
    public static LoadGenerator Start(Lab lab, string path, int connections, TimeSpan most)
    {
        string[] arguments =
        [
            $"--net=/run/netns/{lab.ClientNamespace}", "wrk", "--threads", "1", "--connections", $"{connections}",
            "--duration", $"{(int)most.TotalSeconds}s", "--timeout", "10s", lab.GatewayUrl + path,
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
