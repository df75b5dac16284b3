// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>Two accounts of the same traffic, compared exchange by exchange.</summary>
static class Same
{
    /// <summary>On every connection the same exchanges in the same order.</summary>
    public static void Exchanges(string what, IEnumerable<Exchange> expected, IEnumerable<Exchange> actual)
    {
        var left = Ordered(expected);
        var right = Ordered(actual);
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            Assert.True(left[i] == right[i], $"{what}: exchange {i} of {left.Count}\nexpected {left[i]}\nactual   {right[i]}");
        }

        var beyond = (left.Count > right.Count ? left : right).Skip(Math.Min(left.Count, right.Count)).FirstOrDefault();
        Assert.True(beyond is null, $"{what}: expected {left.Count} exchanges, actual {right.Count}; the first beyond: {beyond}");
    }

    /// <summary>The tables of a snapshot add up to the exchanges, row by row.</summary>
    public static void Tables(SnapshotLine snapshot, string leg, IReadOnlyCollection<Exchange> exchanges)
    {
        Shown(snapshot, leg, exchanges);
        var sums = Sums(exchanges);
        Assert.Equal(sums, exchanges.Count == 0 ? sums : Sums(snapshot.Containers.Where(row => row.Leg == leg)));
    }

    /// <summary>The same without the totals, which a filter leaves alone.</summary>
    public static void Shown(SnapshotLine snapshot, string leg, IReadOnlyCollection<Exchange> exchanges)
    {
        Rows($"{leg} methods", leg, snapshot.Methods, row => row.Method!, exchanges, exchange => exchange.Method);
        Rows($"{leg} domains", leg, snapshot.Domains, row => row.Domain!, exchanges, exchange => exchange.Domain);
        Rows($"{leg} paths", leg, snapshot.Paths, row => row.Domain + row.Path, exchanges, exchange => exchange.Domain + exchange.Path);
        Equal(
            $"{leg} statuses",
            exchanges.Where(exchange => exchange.Status > 0).GroupBy(exchange => $"{exchange.Status}").Select(group => (group.Key, $"{group.Count()}")),
            snapshot.Statuses.Where(row => row.Leg == leg && row.Status > 0).Select(row => ($"{row.Status}", $"{row.Responses}")));
    }

    /// <summary>The rows of the connections, which hold the most recent ones, as long as all have a place.</summary>
    public static void Connections(SnapshotLine snapshot, string leg, IReadOnlyCollection<Exchange> exchanges) => Rows(
        $"{leg} connections", leg, snapshot.Connections, row => $"{row.Client} {row.Method} {row.Domain}{row.Path}",
        exchanges, exchange => $"{exchange.Client} {exchange.Method} {exchange.Domain}{exchange.Path}");

    static void Rows(
        string what, string leg, Row[] rows, Func<Row, string> rowKey, IReadOnlyCollection<Exchange> exchanges, Func<Exchange, string> exchangeKey) => Equal(
        what,
        exchanges.GroupBy(exchangeKey).Select(group => (group.Key, Sums(group))),
        rows.Where(row => row.Leg == leg).GroupBy(rowKey).Select(group => (group.Key, Sums(group))));

    static void Equal(string what, IEnumerable<(string Key, string Sums)> expected, IEnumerable<(string Key, string Sums)> actual)
    {
        static string Text(IEnumerable<(string Key, string Sums)> rows) =>
            string.Join('\n', rows.Select(row => $"{row.Key}: {row.Sums}").Order(StringComparer.Ordinal));
        Assert.Equal($"{what}\n{Text(expected)}", $"{what}\n{Text(actual)}");
    }

    static string Sums(IEnumerable<Exchange> exchanges)
    {
        var all = exchanges.ToArray();
        return Show(all.Length, all.Count(exchange => exchange.Status > 0), all.Count(exchange => exchange.Status is 0 or >= 400),
            all.Sum(exchange => exchange.Sent), all.Sum(exchange => exchange.Received));
    }

    static string Sums(IEnumerable<Row> rows)
    {
        var all = rows.ToArray();
        return Show(all.Sum(row => row.Requests), all.Sum(row => row.Responses), all.Sum(row => row.Errors),
            all.Sum(row => row.BytesSent), all.Sum(row => row.BytesReceived));
    }

    static string Show(long requests, long responses, long errors, long sent, long received) =>
        $"{requests} requests, {responses} responses, {errors} errors, {sent} bytes sent, {received} bytes received";

    static List<Exchange> Ordered(IEnumerable<Exchange> exchanges) => [.. exchanges.OrderBy(exchange => exchange.Client, StringComparer.Ordinal)];
}
