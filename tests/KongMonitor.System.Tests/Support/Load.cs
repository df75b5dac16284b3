// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>h2load in the client's namespace: so many requests over kept connections, ended by count.</summary>
static class Load
{
    /// <summary>The paths are asked for in turn. Every request gets its answer (h2load calls 4xx and 5xx failed).</summary>
    public static Task Run(Lab lab, int requests, params IEnumerable<string> paths) => Task.Run(() =>
    {
        var list = Path.Combine(lab.State, "paths.txt");
        File.WriteAllLines(list, paths.Select(path => $"http://{lab.GatewayEndPoint}{path}"));
        var report = Command.RunIn(
            lab.Client, "h2load", "--h1", "--clients=16", "--threads=1", FormattableString.Invariant($"--requests={requests}"), $"--input-file={list}");
        Assert.Contains($"{requests} done, ", report);
        Assert.Contains(" 0 errored, 0 timeout", report);
    });
}
