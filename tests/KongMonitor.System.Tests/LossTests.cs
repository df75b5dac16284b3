// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Support;
using KongMonitor.SystemTests.Weather;

namespace KongMonitor.SystemTests;

/// <summary>
/// Packets that are lost before the monitor sees them, behind it, or sent twice: nothing is lost or invented for it. More
/// requests than the usual ones by the environment variable KONG_MONITOR_LOSS_REQUESTS.
/// </summary>
public sealed class LossTests(Lab lab) : SystemTest(lab)
{
    const int Clients = 64;
    static readonly int requests = int.Parse(
        Environment.GetEnvironmentVariable("KONG_MONITOR_LOSS_REQUESTS") ?? "1000", CultureInfo.InvariantCulture);

    static readonly string[] paths =
    [
        "/users", "/items/204", "/gone/404", "/broken/500", "/files/text.txt", "/chunked/text.txt", "/direct/200/here", "/direct/503/",
        "/static/text.txt", "/chunked/hello.txt",
    ];

    [Theory, EveryLoss]
    public async Task Lost_packets_between_client_and_gateway_change_no_count(string direction, int perThousand) =>
        await Run(Lab.Client, direction, perThousand);

    [Theory, EveryLoss]
    public async Task Lost_packets_between_gateway_and_upstream_change_no_count(string direction, int perThousand) =>
        await Run(Lab.Upstream, direction, perThousand);

    [Fact]
    public async Task Packets_of_a_client_that_come_twice_count_once() => await Run(Lab.Client, "egress", 0, duplicate: 200);

    [Fact]
    public async Task Packets_of_an_upstream_that_come_twice_count_once() => await Run(Lab.Upstream, "egress", 0, duplicate: 200);

    async Task Run(string host, string direction, int loss, int duplicate = 0)
    {
        await using var monitor = await StartMonitor("--no-events");
        var before = Repeated(Lab.Gateway) + Repeated(host);
        await using (new BadWeather(Lab, host, direction, loss, duplicate))
        {
            await Load.Run(Lab, Clients, requests / 2, paths);
            await Load.Upload(Lab, Clients, requests / 2, "/upload/here", "/upload/there");
        }

        Assert.True(Repeated(Lab.Gateway) + Repeated(host) > before, "the weather was fine: no segment was sent or received again");
        await Until.True(() => Lab.GatewayLog.Count == requests, () => $"{requests} lines in the log, there are {Lab.GatewayLog.Count}", 20);
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Assert.DoesNotContain(monitor.Last.Losses, entry => entry.Value > 0);
        Assert.All(monitor.Last.Legs, leg => Assert.Equal((0, 0, 0), (leg.Unanswered, leg.Desynced, leg.Unmatched)));
        Same.Tables(monitor.Last, "downstream", LogOrder(Lab.GatewayLog));
        Same.Tables(monitor.Last, "upstream", LogOrder(Lab.UpstreamLog));
    }

    // Segments that this host sent again, or told another that it had them already. Lines: name, value, rate.
    static long Repeated(string host) => Command.RunIn(host, "nstat", "-asz", "TcpRetransSegs", "TcpExtTCPDSACKOldSent")
        .Split('\n').Where(line => line.StartsWith("Tcp", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
}
