// SPDX-License-Identifier: MIT
using KongMonitor.CorpusTests.Support;

namespace KongMonitor.CorpusTests;

/// <summary>Captures of zeek's test suite: a replay gives the rows that zeek's HTTP log expects, but for differences.tsv.</summary>
public sealed class ZeekTests
{
    const string Folder = "zeek-http";

    public static TheoryData<string> Captures =>
        Places.Corpus(Folder) is { } folder
            ? [.. Directory.EnumerateFiles(folder, "*.tsv").Select(file => Path.GetFileNameWithoutExtension(file)).Order()]
            : ["none"];

    [Theory, MemberData(nameof(Captures))]
    public void A_replay_gives_the_rows_of_zeek(string capture)
    {
        Assert.SkipUnless(Places.Corpus(Folder) is not null, Places.Absent(Folder));
        var folder = Places.Corpus(Folder)!;
        var file = Directory.EnumerateFiles(folder, capture + ".*").Single(path => !path.EndsWith(".tsv", StringComparison.Ordinal));
        var exchanges = Replay.Run(file).Exchanges.ToList();
        ZeekRow[] expected = [.. File.ReadLines(Path.Combine(folder, capture + ".tsv")).Where(line => line[0] != '#').Select(ZeekRow.Parse)];
        var unused = Difference.All.Where(difference => difference.Capture == capture).ToList();
        var at = 0;
        for (var row = 0; row < expected.Length; row++)
        {
            if (unused.Find(difference => difference.Row == row && difference.Field == "row") is { } absent)
            {
                unused.Remove(absent);
                continue;
            }

            Assert.True(at < exchanges.Count, $"{capture}: no exchange for row {row}: {expected[row]}");
            Compare(capture, row, expected[row].CutAs(exchanges[at]), ZeekRow.From(exchanges[at]), unused);
            at++;
        }

        foreach (var exchange in exchanges.Skip(at))
        {
            var known = unused.Find(difference => difference.Field == "beyond" && difference.Ours == $"{exchange.Token} {exchange.Target} {exchange.Status}");
            Assert.True(known is not null, $"{capture}: beyond zeek's rows: {exchange}");
            unused.Remove(known!);
        }

        Assert.True(unused.Count == 0, $"differences.tsv names differences that are not there: {string.Join('\n', unused)}");
    }

    static void Compare(string capture, int row, ZeekRow expected, ZeekRow ours, List<Difference> unused)
    {
        for (var field = 0; field < ZeekRow.Fields.Length; field++)
        {
            if (expected.Values[field] == ours.Values[field])
            {
                continue;
            }

            var known = unused.Find(difference => difference.Row == row && difference.Field == ZeekRow.Fields[field]
                && difference.Expected == expected.Values[field] && difference.Ours == ours.Values[field]);
            Assert.True(known is not null, $"{capture}, row {row}, {ZeekRow.Fields[field]}\nexpected {expected}\nours     {ours}");
            unused.Remove(known!);
        }
    }
}
