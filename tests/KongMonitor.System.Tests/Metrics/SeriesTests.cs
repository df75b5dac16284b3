// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Metrics;

/// <summary>Series stay few, and each of them only grows: over new paths, folding, kills and restarts.</summary>
public sealed class SeriesTests(Lab lab) : MetricsTest(lab)
{
    const string Duration = "http_server_request_duration_seconds";

    [Fact]
    public async Task Beyond_the_limit_all_paths_share_one_series_and_the_sum_is_exact()
    {
        await using var monitor = await StartMonitor("--no-events", "--listen", "9465", "--max-series", "10");
        for (var i = 0; i < 50; i++)
        {
            Connect().Call(Request.Get($"/direct/200/a{i}"));
        }

        await SameAsLog();
        var scrape = await Metrics.Scrape();
        var counts = scrape.Find(Duration + "_count").ToArray();
        Assert.Equal(11, counts.Length);
        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => $"/direct/{{id}}/a{i}"), "(other)"], counts.Select(sample => sample.Label("http_route")));
        Assert.Equal([.. Enumerable.Repeat(1m, 10), 40], counts.Select(sample => sample.Value));
        var other = counts[^1];
        Assert.Equal(("(other)", "(other)", "", ""), (other.Label("http_request_method"), other.Label("server_address"), other.Label("http_response_status_code"), other.Label("error_type")));
        Assert.Equal(50, scrape.Sum("kong_monitor_responses_total", ("leg", "downstream"), ("http_response_status_code", "200")));
        Assert.Equal(50, scrape.Find("http_server_response_body_size_bytes_count").Sum(sample => sample.Value));
        await monitor.Stop();
    }

    [Fact]
    public async Task A_series_keeps_its_name_in_the_next_monitor()
    {
        string[] options = ["--no-events", "--listen", "9465", "--max-series", "5"];
        var first = await StartPinned(options);
        Ask(0, 12);
        await Counted(12);
        var before = Scraped();
        await Kill(first);
        Ask(20, 5);
        Ask(3, 4);
        await using var second = await StartPinned(options);
        await Counted(21);
        var after = Scraped();
        Assert.Equal(before.Find(Duration + "_count").Select(sample => sample.ToString()), after.Find(Duration + "_count").Select(sample => sample.ToString()));
        Assert.Equal([1, 1, 1, 2, 2, 14], after.Find(Duration + "_count").Select(sample => sample.Value));
        Grows(before, after);
        await second.Stop();
    }

    [Fact]
    public async Task A_hundred_thousand_identifiers_are_one_series_whatever_is_folded()
    {
        const int different = 100_000;
        await using var monitor = await StartMonitor("--no-events", "--listen", "9465");
        Connect().Call(Request.Get("/direct/200/first"));
        var load = Load.RunOnce(Lab, [.. Enumerable.Range(0, different).Select(i => $"/direct/200/{i}")], clients: 1);
        var scrapes = new List<Scrape>();
        while (!load.IsCompleted)
        {
            scrapes.Add(Scraped());
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        await load;
        await Until.True(() => Lab.GatewayLog.Count == different + 1, () => "all lines in the log", 20);
        await Counted(different + 1);
        scrapes.Add(Scraped());
        Assert.Equal(0, scrapes[^1].Sum("kong_monitor_losses_total"));
        Assert.Equal(
            [("/direct/{id}/first", 1m), ("/direct/{id}/{id}", different)],
            scrapes[^1].Find(Duration + "_count").Select(sample => (sample.Label("http_route"), sample.Value)));
        Assert.All(scrapes.Zip(scrapes.Skip(1)), pair => Grows(pair.First, pair.Second));
        Assert.InRange(scrapes[^1].Sum("kong_monitor_map_rows", ("map", "endpoint_map")), 1, 10_000);
        await monitor.Stop();
    }

    [Fact]
    public async Task Folding_among_more_paths_than_series_leaves_the_named_ones_as_they_are()
    {
        const int different = 30_000;
        await using var monitor = await StartMonitor("--no-events", "--listen", "9465", "--max-series", "100");
        var load = Load.RunOnce(Lab, [.. Enumerable.Range(0, different).Select(i => $"/direct/200/p{i}")], clients: 1);
        var scrapes = new List<Scrape>();
        while (!load.IsCompleted)
        {
            scrapes.Add(Scraped());
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        await load;
        await Load.Run(Lab, 1, 100, Enumerable.Range(0, 100).Select(i => $"/direct/200/p{i}"));
        await Counted(different + 100);
        scrapes.Add(Scraped());
        var counts = scrapes[^1].Find(Duration + "_count").ToArray();
        Assert.Equal([.. Enumerable.Repeat(2m, 100), different - 100], counts.Select(sample => sample.Value));
        Assert.All(scrapes.Zip(scrapes.Skip(1)), pair => Grows(pair.First, pair.Second));
        await monitor.Stop();
    }

    [Fact]
    public async Task In_every_scrape_under_load_requests_are_answered_unanswered_desynced_or_active_and_nothing_falls()
    {
        await using var monitor = await StartMonitor("--no-events", "--listen", "9465");
        var load = Task.WhenAll(
            Load.Run(Lab, 100_000, "/direct/200/a", "/users", "/gone/404"),
            Task.Run(() => Churn(1_500), TestContext.Current.CancellationToken));
        var scrapes = new List<Scrape>();
        while (!load.IsCompleted)
        {
            scrapes.Add(Scraped());
            await Task.Delay(520, TestContext.Current.CancellationToken);
        }

        await load;
        Assert.True(scrapes.Count > 2, $"{scrapes.Count} scrapes");
        foreach (var (leg, active) in ((string, string)[])[("downstream", "http_server_active_requests"), ("upstream", "http_client_active_requests")])
        {
            Assert.All(scrapes, scrape => Assert.Equal(
                scrape.Sum("kong_monitor_requests_total", ("leg", leg)),
                scrape.Sum("kong_monitor_answered_total", ("leg", leg)) + scrape.Sum("kong_monitor_unanswered_total", ("leg", leg))
                    + scrape.Sum("kong_monitor_desynced_total", ("leg", leg)) + scrape.Sum(active)));
        }

        Assert.All(scrapes.Zip(scrapes.Skip(1)), pair => Grows(pair.First, pair.Second));
        Assert.All(scrapes, scrape => Assert.Equal(0, scrape.Sum("kong_monitor_connections_evicted_total")));
        await monitor.Stop();
    }

    // By the series, which are read before the totals: a reading while requests end may have all of them in the totals alone.
    Task Counted(int requests) =>
        Until.True(() => Scraped().Sum(Duration + "_count") == requests, () => $"{requests} requests, there are {Scraped().Sum(Duration + "_count")}");

    // A connection a request, few enough that all have a row.
    void Churn(int connections)
    {
        for (var i = 0; i < connections; i++)
        {
            using var client = HttpClientSocket.Connect(Lab, null);
            client.Call(Request.Get("/direct/200/churn"));
        }
    }

    void Ask(int first, int count)
    {
        using var client = Connect();
        for (var i = first; i < first + count; i++)
        {
            client.Call(Request.Get(string.Create(CultureInfo.InvariantCulture, $"/direct/200/a{i}")));
        }
    }

    /// <summary>Each series that only grows did so, and none is gone.</summary>
    static void Grows(Scrape before, Scrape after)
    {
        var later = after.Samples.ToDictionary(sample => sample.ToString(), sample => sample.Value);
        foreach (var sample in before.Samples.Where(IsCumulative))
        {
            Assert.True(later.TryGetValue(sample.ToString(), out var value) && value >= sample.Value, $"{sample} was {sample.Value} and is {value}");
        }
    }

    static bool IsCumulative(Sample sample) =>
        sample.Name.EndsWith("_total", StringComparison.Ordinal) || sample.Name.EndsWith("_count", StringComparison.Ordinal)
        || sample.Name.EndsWith("_sum", StringComparison.Ordinal) || sample.Name.EndsWith("_bucket", StringComparison.Ordinal);
}
