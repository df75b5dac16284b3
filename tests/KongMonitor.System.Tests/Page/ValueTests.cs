// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Page;

/// <summary>What stands on the screen is what nginx logged.</summary>
public sealed class ValueTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    static readonly string[] sums = ["requests", "responses", "errors", "sent", "received"];

    static readonly (string Table, string[] Names, Func<Exchange, string> Key)[] tables =
    [
        ("domains", ["domain"], exchange => exchange.Domain),
        ("paths", ["path", "domain"], exchange => $"{exchange.Path} | {exchange.Domain}"),
        ("methods", ["method"], exchange => exchange.Method),
        ("connections", ["client", "method", "path", "domain"], exchange => $"{exchange.Client} | {exchange.Method} | {exchange.Path} | {exchange.Domain}"),
        ("container_traffic", ["container"], _ => "not attributed"),
    ];

    [Fact]
    public async Task Totals_and_every_table_equal_nginxs_logs_on_both_legs()
    {
        await StartServing();
        var page = await Open();
        foreach (var path in (string[])["/users", "/users/7", "/orders/201", "/gone/404", "/broken/500", "/direct/503/", "/static/text.txt"])
        {
            var client = Connect();
            client.Call(Request.Get(path));
            client.Call(Request.Of("OPTIONS", path));
            client.Call(Request.ForHost("shop.example.com", path));
        }

        Connect().Call(Request.WithBody("POST", "/upload", new string('x', 3_000)));
        await SameAsLog();
        await Until.True(() => Lab.UpstreamLog.Count == 16, () => "16 lines in the upstream's log");
        foreach (var (leg, log) in ((string, AccessLog)[])[("downstream", Lab.GatewayLog), ("upstream", Lab.UpstreamLog)])
        {
            var logged = LogOrder(log);
            await Totals(page, leg, logged);
            await page.ChooseLeg(leg);
            foreach (var (table, names, key) in tables)
            {
                await page.OpenTab(table);
                await page.HasRows(table, [.. names, .. sums], logged.GroupBy(key).Select(group => $"{group.Key} | {Sums(group)}"));
            }

            await page.OpenTab("statuses");
            await page.HasRows("statuses", ["status", "responses"], logged.GroupBy(exchange => exchange.Status).Select(group => $"{group.Key} | {group.Count()}"));
        }
    }

    [Fact]
    public async Task Percentiles_are_the_upper_bounds_that_the_monitor_has()
    {
        await StartServing();
        var page = await Open();
        var client = Connect();
        for (var i = 0; i < 20; i++)
        {
            client.Call(Request.Get(i % 2 == 0 ? "/users" : "/static/1m.bin"));
        }

        await Expect(page.Total("downstream", "responses")).ToHaveTextAsync("20");
        await page.OpenTab("paths");
        var rows = (await page.Snapshot()).GetProperty("paths").EnumerateArray().Where(row => row.GetProperty("leg").GetString() == "downstream");
        await page.HasRows("paths", ["path", "p50", "p95", "p99"], rows.Select(row =>
            $"{row.GetProperty("path").GetString()} | {string.Join(" | ", ((string[])["p50", "p95", "p99"]).Select(name => $"≤ {Shown.Microseconds(row.GetProperty(name + "_us").GetInt64())}"))}"));
    }

    [Theory]
    [InlineData(new[] { 1, 1, 0, 0 }, 50, 0)] // nearest rank: the first of two
    [InlineData(new[] { 1, 1, 0, 0 }, 51, 1)]
    [InlineData(new[] { 95, 4, 1, 0 }, 95, 0)]
    [InlineData(new[] { 95, 4, 1, 0 }, 99, 1)]
    [InlineData(new[] { 0, 0, 0, 7 }, 50, 3)]
    [InlineData(new[] { 0, 0, 0, 0 }, 50, null)]
    public async Task A_percentile_of_an_interval_is_that_of_nearest_rank(int[] buckets, int percent, int? bucket)
    {
        await StartServing();
        var page = await Open();
        Assert.Equal(bucket, await page.Page.EvaluateAsync<int?>(
            "async ([buckets, percent]) => (await import('/page/model/histogram.js')).percentile(buckets, percent)", new object[] { buckets, percent }));
    }

    [Fact]
    public async Task Rates_and_charts_move_with_the_traffic_and_come_to_rest()
    {
        await StartServing();
        var page = await Open();
        await Expect(page.Page.Locator("#gateway")).ToHaveTextAsync("No request yet");
        await Load.Run(Lab, 640, "/users", "/gone/404");
        await Expect(page.Total("downstream", "rate")).Not.ToHaveTextAsync("0");
        await Expect(page.Page.Locator("#gateway")).ToHaveTextAsync("Traffic is flowing");
        await Expect(page.Figure("p99")).ToContainTextAsync("≤");
        await Expect(page.Figure("share")).ToHaveTextAsync("50.0 %");
        await Expect(page.Page.Locator("[data-chart=rate] .plot")).ToHaveAttributeAsync(
            "aria-label", new System.Text.RegularExpressions.Regex("^Requests per second over the last minutes; now [0-9.,]+\\.$"));
        await Expect(page.Figure("rate")).ToHaveTextAsync("0");
        await Expect(page.Figure("share")).ToHaveTextAsync("–");
        await page.Page.ClickAsync("[data-chart=latency] summary");
        await Expect(page.Page.Locator("[data-chart=latency] tbody tr").Filter(new() { HasText = "s" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_opened_later_has_the_history()
    {
        await StartServing();
        await Load.Run(Lab, 2_000, "/users");
        var reader = await Open();
        await Until.True(
            () => reader.Page.EvaluateAsync<double>("() => fetch('api/history').then(answer => answer.json()).then(history => Math.max(0, ...history.points.map(point => point.legs[0].requests)))")
                .GetAwaiter().GetResult() > 0,
            () => "the load in the history",
            20);
        var page = await Open();
        await page.Page.ClickAsync("[data-chart=rate] summary");
        await Expect(page.Page.Locator("[data-chart=rate] tbody tr").Filter(new() { HasTextRegex = new("[1-9]00|[1-9]\\d\\.\\d") }).First).ToBeVisibleAsync();
    }

    static async Task Totals(MonitorPage page, string leg, List<Exchange> logged)
    {
        await Expect(page.Total(leg, "requests")).ToHaveTextAsync(Shown.Count(logged.Count));
        await Expect(page.Total(leg, "responses")).ToHaveTextAsync(Shown.Count(logged.Count));
        await Expect(page.Total(leg, "errors")).ToHaveTextAsync(Shown.Count(logged.Count(exchange => exchange.Status >= 400)));
        await Expect(page.Total(leg, "sent")).ToHaveTextAsync(Shown.Bytes(logged.Sum(exchange => exchange.Sent)));
        await Expect(page.Total(leg, "received")).ToHaveTextAsync(Shown.Bytes(logged.Sum(exchange => exchange.Received)));
    }

    static string Sums(IEnumerable<Exchange> exchanges)
    {
        var all = exchanges.ToArray();
        return string.Join(
            " | ", Shown.Count(all.Length), Shown.Count(all.Length), Shown.Count(all.Count(exchange => exchange.Status >= 400)),
            Shown.Bytes(all.Sum(exchange => exchange.Sent)), Shown.Bytes(all.Sum(exchange => exchange.Received)));
    }
}
