// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class LoadTests(Lab lab) : SystemTest(lab)
{
    const int Requests = 200_000;
    static readonly string[] paths = ["/users", "/users/7", "/orders/201", "/items/204", "/old/301", "/bad/400", "/gone/404", "/broken/500"];

    [Fact]
    public async Task Two_hundred_thousand_requests_without_events_equal_both_logs_to_the_one()
    {
        await using var monitor = await StartMonitor("--no-events");
        await Load.Run(Lab, Requests, paths);
        await SameTotals(monitor);
        Assert.Empty(monitor.Events);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
    }

    [Fact]
    public async Task Two_hundred_thousand_requests_with_events_have_the_same_totals()
    {
        await using var monitor = await StartMonitor();
        await Load.Run(Lab, Requests, paths);
        await SameTotals(monitor);
        Assert.NotEmpty(monitor.Events);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0 && loss.Key is not "ring_full");
    }

    [Fact]
    public async Task A_monitor_that_stands_still_for_seconds_loses_events_and_no_counts()
    {
        await using var monitor = await StartMonitor();
        monitor.Signal(Native.SIGSTOP);
        var load = Load.Run(Lab, 40_000, paths);
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        monitor.Signal(Native.SIGCONT);
        await load;
        await SameTotals(monitor, 40_000);
        Assert.Contains(monitor.Last.Losses, loss => loss is { Key: "ring_full", Value: > 0 });
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0 && loss.Key is not ("ring_full" or "no_reader"));
    }

    [Fact]
    public async Task An_output_that_nobody_reads_for_seconds_loses_events_and_no_counts()
    {
        await using var monitor = await StartMonitor();
        monitor.PauseReading();
        await Load.Run(Lab, 40_000, paths);
        monitor.ResumeReading();
        await SameTotals(monitor, 40_000);
    }

    [Fact]
    public async Task A_hundred_thousand_paths_each_get_a_row_and_the_coldest_are_folded_into_their_series()
    {
        const int different = 100_000;
        const string series = "/direct/{id}/{id}";
        const int clients = 1; // one after the other: some 10,000 new paths a second
        await using var monitor = await StartMonitor("--no-events", "--interval", "200ms");
        await Load.RunOnce(Lab, [.. Enumerable.Range(0, different).Select(i => $"/direct/200/{i}")], clients);
        await Until.True(() => Lab.GatewayLog.Count == different, () => "all lines in the log", 20);
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        Assert.All(monitor.Snapshots, snapshot => Assert.InRange(Down(snapshot.Paths).Sum(row => row.Requests), 0, snapshot.Downstream.Requests));
        var expected = Lab.GatewayLog.Lines.Select(line => line.Exchange).ToArray(); // in the order of their ends
        Assert.Equal(
            (different, expected.Sum(exchange => exchange.Sent), expected.Sum(exchange => exchange.Received)),
            (Down(monitor.Last.Paths).Sum(row => row.Requests), Down(monitor.Last.Paths).Sum(row => row.BytesSent), Down(monitor.Last.Paths).Sum(row => row.BytesReceived)));
        Assert.Equal(different, monitor.Last.Statuses.Single(row => row is { Leg: "downstream", Status: 200 }).Responses);
        var group = Down(monitor.Last.Paths).Single(row => row.Group);
        var named = Down(monitor.Last.Paths).Where(row => !row.Group).ToArray();
        Assert.Equal((series, false), (group.Path, monitor.Last.Paths.Any(row => row.Other)));
        Assert.InRange(named.Length, 5_000, 10_000);
        Assert.All(named, row => Assert.Equal(1, row.Requests));
        var folded = expected.Select(exchange => exchange.Path).Except(named.Select(row => row.Path)).ToHashSet();
        Assert.Equal((different - named.Length, different - named.Length), (folded.Count, group.Requests));
        Assert.Equal(expected.Where(exchange => folded.Contains(exchange.Path)).Sum(exchange => exchange.Received), group.BytesReceived);
        Assert.DoesNotContain(expected.TakeLast(1000), exchange => folded.Contains(exchange.Path));
    }

    static IEnumerable<Row> Down(IEnumerable<Row> rows) => rows.Where(row => row.Leg == "downstream");

    [Fact]
    public async Task A_small_map_of_connections_keeps_the_most_recent_and_loses_no_counts()
    {
        await using var monitor = await StartMonitor("--map-size", "128");
        for (var i = 0; i < 1000; i++)
        {
            using var client = Connect();
            client.Call(Request.Get($"/direct/200/{i % 7}"));
        }

        var sent = await SameAsLog();
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Same.Tables(monitor.Last, "downstream", sent);
        Assert.InRange(monitor.Last.Connections.Length, 1, 128);
        Assert.Contains(monitor.Last.Connections, row => row.Client == sent[^1].Client);
    }

    [Fact]
    public async Task A_report_has_the_most_recent_connections_of_each_leg_and_says_how_many_more_there_are()
    {
        await using var monitor = await StartMonitor("--connections", "5");
        for (var i = 0; i < 40; i++)
        {
            using var client = Connect();
            client.Call(Request.Get(i % 2 == 0 ? $"/direct/200/{i}" : $"/users/{i}"));
        }

        var sent = await SameAsLog();
        await Until.True(() => Lab.UpstreamLog.Count == 20, () => "twenty lines in the upstream's log");
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(
            sent.TakeLast(5).Select(exchange => exchange.Client).Reverse(),
            monitor.Last.Connections.Where(row => row.Leg == "downstream").Select(row => row.Client));
        Assert.Equal(5, monitor.Last.Connections.Count(row => row.Leg == "upstream"));
        Assert.Equal((60, 0), (monitor.Last.ConnectionsPresent, monitor.Last.ConnectionsEvicted));
    }

    async Task SameTotals(MonitorProcess monitor, int requests = Requests)
    {
        await Until.True(() => Lab.GatewayLog.Count == requests && Lab.UpstreamLog.Count == requests, () => $"{requests} lines in both logs", 20);
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Same.Tables(monitor.Last, "downstream", LogOrder(Lab.GatewayLog));
        Same.Tables(monitor.Last, "upstream", LogOrder(Lab.UpstreamLog));
    }
}
