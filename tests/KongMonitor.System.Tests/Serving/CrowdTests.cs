// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Net;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Serving;

/// <summary>Many who look on: what it costs, and that it costs the count nothing.</summary>
public sealed class CrowdTests(Lab lab) : ServingTest(lab)
{
    static readonly string[] filters = ["", "status>=400", "leg=downstream", "path=/direct/200/* leg=downstream", "latency>100us"];

    [Fact]
    public async Task A_hundred_pages_half_of_which_never_read_cost_the_count_nothing_and_keep_nobody_waiting()
    {
        await using var monitor = await StartMonitor("--listen", "9465", "--no-events", "--ring-size", "1M");
        await Load.Run(Lab, 5_000, Enumerable.Range(0, 1000).Select(i => $"/path/a{i}"));
        using var metrics = new MetricsClient(Lab.Gateway, new(IPAddress.Loopback, 9465), connections: 60);
        var pages = new List<PageClient>();
        try
        {
            for (var i = 0; i < 50; i++)
            {
                pages.Add(PageClient.StartUnread(metrics, filters[i % filters.Length]));
                pages.Add(await PageClient.Start(metrics, filters[i % filters.Length]));
            }

            var (requests, most) = await LoadUntilCutOff(monitor, 5_000);
            await Task.WhenAll(pages.Select(page => page.Stop()));
            var times = pages.SelectMany(page => page.Times).Order().ToArray();
            TestContext.Current.SendDiagnosticMessage(
                $"100 pages, {requests} requests: {times.Length} answers, median {times[times.Length / 2]:0.000} s, longest {times[^1]:0.000} s; {most:0.0} MB resident at most; {await Streams()}");
            Assert.InRange(most, 1, 48);
            Assert.InRange(times[^1], 0, 5);
            Assert.All(pages, page => Assert.True(page.Stream is null || page.Stream.Seen > 0));
            var (_, seen, sent, sampledOut, dropped) = await Streams();
            Assert.True(dropped > 0 && sampledOut > 0 && sent > 0 && sent + sampledOut + dropped <= seen, $"{seen} {sent} {sampledOut} {dropped}");
            await Until.True(() => Lab.GatewayLog.Count == requests, () => "all lines in the log", 30);
            Assert.Equal(0, await monitor.Stop());
        }
        finally
        {
            foreach (var page in pages)
            {
                await page.DisposeAsync();
            }
        }

        Same.Tables(monitor.Last, "downstream", LogOrder(Lab.GatewayLog));
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0 && loss.Key is not "ring_full");
    }

    [Fact]
    public async Task With_a_page_and_20_streams_it_stays_within_40_MB_at_20000_requests_a_second_and_counts_them_all()
    {
        const int round = 100_000;
        await using var monitor = await StartMonitor("--listen", "9465", "--no-events", "--interval", "1s");
        var streams = new List<StreamClient>();
        for (var i = 0; i < 20; i++)
        {
            streams.Add(await Open(filters[i % filters.Length]));
        }

        await using var page = await PageClient.Start(Metrics, "leg=downstream");
        var (requests, rate, most) = (0, 0.0, 0.0);

        // What else the machine does may take a round's time, not the rate that it can reach.
        while (requests < 4 * round || (rate < 20_000 && requests < 12 * round))
        {
            var clock = Stopwatch.StartNew();
            var load = Load.Run(Lab, round, Enumerable.Range(0, 1000).Select(i => $"/direct/200/a{i}").Concat(["/direct/404/x", "/direct/503/x"]));
            while (!load.IsCompleted)
            {
                most = Math.Max(most, monitor.ResidentMegabytes);
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            await load;
            requests += round;
            rate = Math.Max(rate, round / clock.Elapsed.TotalSeconds);
        }

        await page.Stop();
        TestContext.Current.SendDiagnosticMessage($"{rate:0} requests/s, 20 streams, a page: {most:0.0} MB resident at most; {await Streams()}");
        Assert.InRange(most, 1, 40);
        Assert.InRange(rate, 20_000, double.MaxValue);
        Assert.All(streams, stream => Assert.True(stream.Seen > 0));
        await Until.True(() => Lab.GatewayLog.Count == requests, () => "all lines in the log", 20);
        Assert.Equal(0, await monitor.Stop());
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }

        Same.Tables(monitor.Last, "downstream", LogOrder(Lab.GatewayLog));
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0 && loss.Key is not "ring_full");
    }

    /// <summary>Requests go on until those who read nothing are cut off: from large snapshots after ten seconds, from all streams after thirty.</summary>
    async Task<(int Requests, double Megabytes)> LoadUntilCutOff(MonitorProcess monitor, int requests)
    {
        const int round = 20_000;
        var most = 0.0;
        for (var clock = Stopwatch.StartNew(); (await Streams()).Clients > 50; requests += round)
        {
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 120);
            var load = Load.Run(Lab, round, "/direct/200/a", "/direct/404/b", "/direct/200/c");
            while (!load.IsCompleted)
            {
                most = Math.Max(most, monitor.ResidentMegabytes);
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            await load;
        }

        // On a busy machine also answers to those who do read are cut off now and then; they ask again.
        Assert.InRange(Scraped().Sum("kong_monitor_endpoint_requests_total", ("outcome", "aborted")), 50 + 10, 1000);
        return (requests, most);
    }
}
