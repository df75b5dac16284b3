// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;

namespace KongMonitor.SystemTests.Support;

/// <summary>A test with the lab, and with the monitor beside the lab's gateway.</summary>
public abstract class SystemTest
{
    readonly List<HttpClientSocket> clients = [];

    protected SystemTest(Lab lab)
    {
        Assert.SkipUnless(Lab.IsPossible, "needs root: it makes network namespaces and loads BPF programs");
        Lab = lab;
        lab.GatewayLog.Mark();
        lab.UpstreamLog.Mark();
    }

    protected Lab Lab { get; }

    internal HttpClientSocket Connect(System.Net.IPEndPoint? server = null)
    {
        var client = HttpClientSocket.Connect(Lab, server);
        clients.Add(client);
        return client;
    }

    /// <summary>
    /// A few clients that ask for /http10/users without a pause, and for some time behind the end: each request has a connection of
    /// its own, on both legs. Whoever lets them run for seconds takes the ports of the tests that follow: each is kept for a minute.
    /// </summary>
    private protected Task ConnectUntil(CancellationToken done)
    {
        const int behind = 100;
        return Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Call, CancellationToken.None)));

        void Call()
        {
            for (var left = behind; left > 0; left -= done.IsCancellationRequested ? 1 : 0)
            {
                using var client = HttpClientSocket.Connect(Lab);
                client.Call(Request.Get("/http10/users"));
            }
        }
    }

    /// <summary>A client that was there before: from now on it is one of the test's.</summary>
    private protected void Adopt(HttpClientSocket client) => clients.Add(client);

    internal Task<MonitorProcess> StartMonitor(params string[] options)
    {
        Assert.True(File.Exists(Repository.Monitor), $"{Repository.Monitor} is missing: run ./build");
        string[] interfaces = [.. options.Index().Where(option => option.Item == "--interface").Select(option => options[option.Index + 1])];
        string[][] defaults = [["--interface", "eth0"], ["--format", "json"], ["--interval", "500ms"], ["--lang", "en"]];
        return MonitorProcess
            .Start(Lab.Gateway, [.. defaults.Where(option => !options.Contains(option[0])).SelectMany(option => option), .. options])
            .Attached(interfaces.Length > 0 ? interfaces : ["eth0"]);
    }

    /// <summary>What all clients of this test did.</summary>
    private protected List<Exchange> Sent => [.. clients.SelectMany(client => client.Exchanges)];

    /// <summary>nginx has logged everything that the clients did, in the very same way.</summary>
    private protected async Task<IReadOnlyList<Exchange>> SameAsLog(Func<Exchange, Exchange>? logged = null)
    {
        var sent = Sent.Select(exchange => (logged ?? (same => same))(exchange)).ToList();
        await Until.True(() => Lab.GatewayLog.Count >= sent.Count, () => $"{sent.Count} lines in the gateway's log, there are {Lab.GatewayLog.Count}");
        Same.Exchanges("clients and nginx's log", sent, LogOrder(Lab.GatewayLog));
        return Sent;
    }

    /// <summary>
    /// Stops the monitor and compares its account with those of the clients and of nginx: every
    /// event, every table of the last snapshot, the identity of every snapshot, no losses.
    /// </summary>
    /// <param name="logged">What nginx logs for an exchange, where its definitions differ from ours.</param>
    private protected async Task<SnapshotLine> Compare(MonitorProcess monitor, Func<Exchange, Exchange>? logged = null)
    {
        await SameAsLog(logged);
        return await CompareWithClients(monitor);
    }

    /// <summary>The same without nginx: for servers that a test plays itself.</summary>
    private protected async Task<SnapshotLine> CompareWithClients(MonitorProcess monitor)
    {
        var sent = Sent;
        Assert.Equal(0, await monitor.Stop());
        Same.Exchanges("clients and downstream events", sent, EventPairs.Of(monitor.Events, "downstream"));
        Same.Tables(monitor.Last, "downstream", sent);
        Same.Connections(monitor.Last, "downstream", sent);
        Whole(monitor);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        return monitor.Last;
    }

    /// <summary>The upstream leg equals the upstream's log.</summary>
    private protected async Task CompareUpstream(MonitorProcess monitor, int count, Func<Exchange, Exchange>? logged = null)
    {
        await Until.True(() => Lab.UpstreamLog.Count >= count, () => $"{count} lines in the upstream's log, there are {Lab.UpstreamLog.Count}");
        var expected = LogOrder(Lab.UpstreamLog);
        var seen = EventPairs.Of(monitor.Events, "upstream");
        Assert.Equal(count, expected.Count);
        Same.Exchanges("upstream events and the upstream's log", expected, seen.Select(logged ?? (same => same)));
        Same.Tables(monitor.Last, "upstream", seen);
        Same.Connections(monitor.Last, "upstream", seen);
    }

    /// <summary>Nothing but JSON on stdout, and every request is somewhere, in every snapshot.</summary>
    private protected static void Whole(MonitorProcess monitor)
    {
        Assert.All(monitor.Output.Split('\n'), line => Assert.StartsWith("{\"type\":\"", line));
        Assert.NotEmpty(monitor.Snapshots);
        Assert.All(monitor.Snapshots, snapshot => Assert.All(snapshot.Legs, leg => Assert.True(leg.IsWhole, $"{leg}")));
    }

    /// <summary>A log is in the order of the ends; a connection's exchanges are in the order of their requests.</summary>
    private protected static List<Exchange> LogOrder(AccessLog log) => [.. log.Lines
        .OrderBy(line => line.Connection).ThenBy(line => line.Index).Select(line => line.Exchange)];
}
