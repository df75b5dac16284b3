// SPDX-License-Identifier: MIT
using KongMonitor.CorpusTests.Support;

namespace KongMonitor.CorpusTests;

/// <summary>Recordings of a real Kong, both legs on one interface: a replay gives what Kong and the upstream logged, one to one.</summary>
public sealed class KongTests
{
    const string Folder = "kong";
    const string Gateway = "198.18.20.15";
    const string None = "none";

    public static TheoryData<string> WithKongLog => With(".kong-file-log.jsonl");

    public static TheoryData<string> WithUpstreamLog => With(".upstream-access.jsonl");

    [Theory, MemberData(nameof(WithKongLog))]
    public void Every_downstream_exchange_is_one_of_Kongs_log(string recording)
    {
        var replay = Run(recording);
        var left = KongLine.Read(PathOf(recording, ".kong-file-log.jsonl")).ToList();
        foreach (var exchange in replay.Leg("downstream"))
        {
            var line = left.Find(candidate => candidate.Matches(exchange));
            Assert.True(line is not null, $"{recording}: not in Kong's log: {exchange}\nwhat is left there:\n{string.Join('\n', left.Take(5))}");
            left.Remove(line!);
        }

        // What came encrypted or as HTTP/2 is in the log alone, and such connections are counted as what they are.
        Assert.True(
            left.Count == 0 || replay.NotHttp("downstream", "tls") + replay.NotHttp("downstream", "http2") > 0,
            $"{recording}: in Kong's log alone:\n{string.Join('\n', left)}");
    }

    [Theory, MemberData(nameof(WithUpstreamLog))]
    public void Every_upstream_exchange_is_one_of_the_upstreams_log_in_the_order_of_its_connection(string recording)
    {
        var replay = Run(recording);
        var lines = UpstreamLine.Read(PathOf(recording, ".upstream-access.jsonl"));
        var encrypted = replay.NotHttp("upstream", "tls") > 0;
        var ports = lines.Select(line => line.Port).ToHashSet(); // of the servers that write this log
        foreach (var connection in lines.GroupBy(line => line.Peer))
        {
            ExchangeLine[] ours = [.. replay.Leg("upstream").Where(exchange => exchange.Client == connection.Key)];
            if (encrypted && ours.Length == 0)
            {
                continue;
            }

            UpstreamLine[] expected = [.. connection.OrderBy(line => line.Index)];
            Assert.Equal(expected.Length, ours.Length);
            Assert.All(expected.Zip(ours), pair => Assert.True(pair.First.Matches(pair.Second), $"{recording}\nlog  {pair.First}\nours {pair.Second}"));
        }

        var peers = lines.Select(line => line.Peer).ToHashSet();
        Assert.DoesNotContain(replay.Leg("upstream"), exchange => ports.Contains(exchange.ServerPort) && !peers.Contains(exchange.Client));
    }

    [Fact]
    public void Every_call_of_the_admin_interface_on_loopback_is_answered_once()
    {
        Assert.SkipUnless(Places.Corpus(Folder) is not null && File.Exists(PathOf("admin-api", ".pcap")), Places.Absent(Folder));
        var replay = Replay.Run(PathOf("admin-api", ".pcap"), "--gateway", "127.0.0.1");
        Assert.NotEmpty(replay.Leg("downstream"));
        Assert.All(replay.Exchanges, exchange => Assert.Equal("answered", exchange.Outcome));
    }

    static TheoryData<string> With(string suffix) =>
        Places.Corpus(Folder) is { } folder
            ? [.. Directory.EnumerateFiles(folder, "*" + suffix).Select(file => Path.GetFileName(file)[..^suffix.Length]).Order()]
            : [None];

    static string PathOf(string recording, string suffix) => Path.Combine(Places.Corpus(Folder)!, recording + suffix);

    static Replay Run(string recording)
    {
        Assert.SkipUnless(Places.Corpus(Folder) is not null, Places.Absent(Folder));
        return Replay.Run(PathOf(recording, ".pcap"), "--gateway", Gateway);
    }
}
