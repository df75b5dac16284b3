// SPDX-License-Identifier: MIT
using System.Globalization;

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

    /// <summary>POST with a body of 20,000 bytes, to each path in turn.</summary>
    public static Task Upload(Lab lab, int clients, int requests, params IEnumerable<string> paths)
    {
        var body = Path.Combine(lab.State, "upload.txt");
        File.WriteAllText(body, new string('u', 20_000));
        return Run(lab, clients, requests, paths, $"--data={body}");
    }

    /// <summary>As many clients as are asked for, each with its requests over one connection.</summary>
    public static Task Run(Lab lab, int clients, int requests, IEnumerable<string> paths, params string[] options) => Task.Run(() =>
    {
        var list = Path.Combine(lab.State, $"paths-{Interlocked.Increment(ref lists)}.txt");
        File.WriteAllLines(list, paths.Select(path => $"http://{lab.GatewayEndPoint}{path}"));
        string[] arguments =
        [
            "--h1", "--threads=1", string.Create(CultureInfo.InvariantCulture, $"--clients={clients}"),
            string.Create(CultureInfo.InvariantCulture, $"--requests={requests}"), $"--input-file={list}", .. options,
        ];
        var report = Command.RunIn(lab.Client, "h2load", arguments);
        Assert.True(report.Contains($"{requests} done, ") && report.Contains(" 0 errored, 0 timeout"), report);
    });
}
