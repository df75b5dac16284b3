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
    public async Task More_paths_than_the_map_has_rows_lose_their_names_and_no_counts()
    {
        const int different = 12_000;
        await using var monitor = await StartMonitor("--no-events");
        await Load.Run(Lab, different, Enumerable.Range(0, different).Select(i => $"/direct/200/{i}"));
        await Until.True(() => Lab.GatewayLog.Count == different, () => "all lines in the log");
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Assert.Equal(different, monitor.Last.Downstream.Responses);
        Assert.Equal(different, monitor.Last.Paths.Where(row => row.Leg == "downstream").Sum(row => row.Requests));
        Assert.Equal(different, monitor.Last.Statuses.Single(row => row is { Leg: "downstream", Status: 200 }).Responses);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0 && loss.Key != "endpoint_full");
    }

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

    async Task SameTotals(MonitorProcess monitor, int requests = Requests)
    {
        await Until.True(() => Lab.GatewayLog.Count == requests && Lab.UpstreamLog.Count == requests, () => $"{requests} lines in both logs", 20);
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Same.Tables(monitor.Last, "downstream", LogOrder(Lab.GatewayLog));
        Same.Tables(monitor.Last, "upstream", LogOrder(Lab.UpstreamLog));
    }
}
