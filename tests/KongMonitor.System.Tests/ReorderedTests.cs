// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;
using KongMonitor.SystemTests.Weather;

namespace KongMonitor.SystemTests;

/// <summary>Segments that reach the gateway in another order, overlap, or come again with other borders. nginx says what they were.</summary>
public sealed class ReorderedTests(Lab lab) : SystemTest(lab)
{
    const int Size = 41;
    const int Overlap = 9;

    public enum Order
    {
        NeighboursSwapped,
        Backwards,
        Shuffled,
        Overlapping,
        EachTwice,
        HolesFilledWithOtherBorders,
        ProbesBetween,
    }

    [Theory]
    [InlineData(Order.NeighboursSwapped)]
    [InlineData(Order.Backwards)]
    [InlineData(Order.Shuffled)]
    [InlineData(Order.Overlapping)]
    [InlineData(Order.EachTwice)]
    [InlineData(Order.HolesFilledWithOtherBorders)]
    [InlineData(Order.ProbesBetween)]
    public async Task The_requests_are_those_that_nginx_read(Order order)
    {
        Request[] requests =
        [
            Request.Get("/direct/200/first"),
            Request.WithBody("POST", "/upload/length", "GET /inner HTTP/1.1\r\nHost: inner\r\n\r\n" + new string('b', 90)),
            Request.Chunked("PUT", "/upload/chunks", ["some", new string('c', 100), "more"]),
            Request.Get("/direct/404/?query"),
            Request.Of("HEAD", "/proxied"),
            Request.Get("/direct/200/last", "Connection: close"),
        ];
        var stream = requests.SelectMany(request => request.Bytes).ToArray();
        await using var monitor = await StartMonitor();
        using var device = new TunDevice(Lab.Client, "tun0");
        var connection = new TunConnection(device, Route(), Lab.GatewayEndPoint);
        connection.Open();
        foreach (var (from, to) in Segments(order, stream.Length))
        {
            connection.Segment(from, stream.AsSpan(from..to));
        }

        connection.Receive(() => connection.Ended);
        connection.Close(stream.Length);
        await Until.True(() => Lab.GatewayLog.Count == requests.Length, () => $"{requests.Length} lines in the log, there are {Lab.GatewayLog.Count}");
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        var logged = LogOrder(Lab.GatewayLog);
        Assert.Equal(
            requests.Select(request => (connection.LocalEndPoint, request.Method, request.Path, (long)request.Bytes.Length)),
            logged.Select(exchange => (exchange.Client, exchange.Method, exchange.Path, exchange.Sent)));
        Assert.Equal(connection.Received, logged.Sum(exchange => exchange.Received));
        Same.Exchanges("nginx's log and downstream events", logged, EventPairs.Of(monitor.Events, "downstream"));
        Same.Tables(monitor.Last, "downstream", logged);
        await CompareUpstream(monitor, 3);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
    }

    // A host behind the client's, which no kernel knows.
    IPEndPoint Route()
    {
        var network = $"198.19.{Lab.ClientAddress.GetAddressBytes()[2]}";
        Command.RunIn(Lab.Client, "sysctl", "-qw", "net.ipv4.ip_forward=1");
        Command.Run("ip", "-n", Lab.Client, "link", "set", "tun0", "up");
        Command.Run("ip", "-n", Lab.Client, "route", "replace", $"{network}.0/24", "dev", "tun0");
        Command.Run("ip", "-n", Lab.Gateway, "route", "replace", $"{network}.0/24", "via", $"{Lab.ClientAddress}");
        return new(IPAddress.Parse($"{network}.5"), 40000 + Random.Shared.Next(20000));
    }

    static IEnumerable<(int From, int To)> Segments(Order order, int length)
    {
        var plain = Cut(length, Size).ToArray();
        return order switch
        {
            Order.NeighboursSwapped => plain.Chunk(2).SelectMany(pair => pair.Reverse()),
            Order.Backwards => plain.Reverse(),
            Order.Shuffled => Shuffle(plain),
            Order.Overlapping => Shuffle(plain).Select(part => (Math.Max(0, part.From - Overlap), Math.Min(length, part.To + Overlap))),
            Order.EachTwice => plain.Concat(plain).OrderBy(part => part.From % (3 * Size)),
            Order.HolesFilledWithOtherBorders => plain.Where((_, i) => i % 3 != 1).Concat(Cut(length, Size - 8)),
            _ => plain.SelectMany(part => part.From == 0 ? [part] : new[] { part, (part.From - 1, part.From), (part.To - 1, part.To) }),
        };
    }

    static IEnumerable<(int From, int To)> Cut(int length, int size) =>
        Enumerable.Range(0, (length + size - 1) / size).Select(i => (i * size, Math.Min(length, (i + 1) * size)));

    static (int From, int To)[] Shuffle((int From, int To)[] parts)
    {
        var shuffled = parts.ToArray();
        new Random(11).Shuffle(shuffled);
        return shuffled;
    }
}
