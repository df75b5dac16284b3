// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.ReplayTests.Support;

namespace KongMonitor.ReplayTests;

/// <summary>The conversations of tests/corpus, however their bytes travel.</summary>
public sealed class TextCorpusTests
{
    const int FirstPort = 40000;

    public static TheoryData<string, Delivery, bool> Captures
    {
        get
        {
            var captures = new TheoryData<string, Delivery, bool>();
            foreach (var file in Directory.EnumerateFiles(TextCorpus.Folder, "*.http").Order())
            {
                foreach (var delivery in Enum.GetValues<Delivery>())
                {
                    captures.Add(Path.GetFileName(file), delivery, false);
                    captures.Add(Path.GetFileName(file), delivery, true);
                }
            }

            return captures;
        }
    }

    [Theory, MemberData(nameof(Captures))]
    public void Every_conversation_gives_its_exchanges(string file, Delivery delivery, bool ipv6)
    {
        var conversations = TextCorpus.Read(file)
            .Where(conversation => delivery == Delivery.WholeTurns || !conversation.WholeTurnsOnly)
            .ToArray();
        var server = ipv6 ? "[2001:db8::5]:8000" : "198.51.100.5:8000";
        var packets = conversations.SelectMany((conversation, i) => TextTalk.Packets(conversation, Client(i, ipv6), server, delivery));
        var replay = Replay.Of(new PcapFile().Bytes(packets));
        Assert.Equal((0, ""), (replay.ExitCode, replay.Error));
        AssertExchanges(conversations, ipv6, replay);
        AssertCounts(conversations, replay.Snapshot);
    }

    static string Client(int conversation, bool ipv6) => $"{(ipv6 ? "[2001:db8::1]" : "192.0.2.1")}:{FirstPort + conversation}";

    static void AssertExchanges(TextConversation[] conversations, bool ipv6, Replay replay)
    {
        var differences = conversations.Select((conversation, i) =>
        {
            var client = Client(i, ipv6);
            var rows = replay.Exchanges.Where(exchange => exchange.Text("client") == client).OrderBy(exchange => exchange.Int("id")).Select(TextRow.Of);
            return (conversation.Title, Expected: string.Join('\n', conversation.Exchanges), Rows: string.Join('\n', rows));
        }).Where(conversation => conversation.Expected != conversation.Rows);
        Assert.Equal("", string.Concat(differences.Select(difference => $"\n== {difference.Title}\nexpected\n{difference.Expected}\nfound\n{difference.Rows}\n")));
    }

    // All that counts beside exchanges, over the whole file.
    static void AssertCounts(TextConversation[] conversations, JsonElement snapshot)
    {
        var leg = snapshot.GetProperty("legs").EnumerateArray().Single(leg => leg.Text("leg") == "downstream");
        var found = snapshot.GetProperty("not_http").EnumerateObject()
            .ToDictionary(kind => kind.Name, kind => kind.Value.GetInt32());
        found["unmatched"] = leg.Int("unmatched");
        var expected = conversations.SelectMany(conversation => conversation.Counts).CountBy(name => name).ToDictionary();
        Assert.Equal(expected.OrderBy(count => count.Key), found.Where(count => count.Value > 0).OrderBy(count => count.Key));
        Assert.Equal(leg.Int("requests"), leg.Int("responses") + leg.Int("unanswered") + leg.Int("desynced") + leg.Int("in_flight"));
        Assert.Equal(conversations.Sum(conversation => conversation.Exchanges.Count), leg.Int("requests"));
        Assert.Equal(0, leg.Int("in_flight"));
        Assert.Empty(snapshot.GetProperty("losses").EnumerateObject());
    }
}
