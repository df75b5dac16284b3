// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>h2load in the client's namespace: so many requests over kept connections, ended by count.</summary>
static class Load
{
    const int Clients = 16;
    static int lists;

    /// <summary>Each client asks for the paths in turn. Every request gets its answer (h2load calls 4xx and 5xx failed).</summary>
    public static Task Run(Lab lab, int requests, params IEnumerable<string> paths) => Run(lab, Clients, requests, paths);

    /// <summary>Every path is asked for once, by a few clients that each have a part of them.</summary>
    public static Task RunOnce(Lab lab, IReadOnlyCollection<string> paths, int clients) =>
        Task.WhenAll(paths.Chunk(paths.Count / clients).Select(part => Run(lab, 1, part.Length, part)));

    static Task Run(Lab lab, int clients, int requests, IEnumerable<string> paths) => Task.Run(() =>
    {
        var list = Path.Combine(lab.State, $"paths-{Interlocked.Increment(ref lists)}.txt");
        File.WriteAllLines(list, paths.Select(path => $"http://{lab.GatewayEndPoint}{path}"));
        var report = Command.RunIn(
            lab.Client, "h2load", "--h1", FormattableString.Invariant($"--clients={clients}"), "--threads=1", FormattableString.Invariant($"--requests={requests}"), $"--input-file={list}");
        Assert.Contains($"{requests} done, ", report);
        Assert.Contains(" 0 errored, 0 timeout", report);
    });
}
