// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Page;

/// <summary>The filter box, and what a filter leaves.</summary>
public sealed class FilterTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    const string Refused = "status of 400";

    [Fact]
    public async Task A_filter_leaves_its_rows_and_the_totals_stay_and_say_so()
    {
        await StartServing();
        Traffic();
        var page = await Open();
        await page.OpenTab("paths");
        await page.HasRows("paths", ["path", "requests"], ["/users | 2", "/gone/404 | 1"]);
        await page.Filter("method=POST");
        await page.HasRows("paths", ["path", "requests"], ["/users | 1"]);
        await Expect(page.Total("downstream", "requests")).ToHaveTextAsync("3");
        await Expect(page.Page.Locator("#totals-note")).ToContainTextAsync("the filter takes nothing away here");
        await Expect(page.Page.Locator("#scope")).ToContainTextAsync("what the filter matches");
        Assert.EndsWith("?filter=method%3DPOST", page.Page.Url);
        await page.Filter("path=/nowhere");
        await Expect(page.Page.Locator("#panel-paths")).ToContainTextAsync("Nothing on this leg matches the filter.");
        await page.Page.ClickAsync("#filter-clear");
        await page.HasRows("paths", ["path", "requests"], ["/users | 2", "/gone/404 | 1"]);
        Assert.Equal(page.Address, page.Page.Url);
    }

    [Fact]
    public async Task An_address_with_a_filter_opens_with_it()
    {
        await StartServing();
        Traffic();
        var page = await Open("?filter=status%3D404");
        await Expect(page.Page.Locator("#filter-text")).ToHaveValueAsync("status=404");
        await page.OpenTab("paths");
        await page.HasRows("paths", ["path", "requests"], ["/gone/404 | 1"]);
    }

    [Fact]
    public async Task A_mistake_is_marked_under_the_box_and_the_last_filter_stays()
    {
        await StartServing();
        Traffic();
        var page = await Open(expectedComplaint: Refused);
        await page.OpenTab("paths");
        await page.Filter("method=POST");
        await page.HasRows("paths", ["path", "requests"], ["/users | 1"]);
        await page.Filter("method=GET staus>=500");
        await Expect(page.Page.Locator("#filter-mark mark")).ToHaveTextAsync("staus");
        await Expect(page.Page.Locator("#filter-mark")).ToHaveTextAsync("method=GET staus>=500");
        await Expect(page.Page.Locator("#filter-text")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Page.Locator("#filter-error")).ToContainTextAsync("there is no field 'staus'");
        await Expect(page.Page.Locator("#filter-note")).ToHaveTextAsync("Still shown: method=POST");
        await page.HasRows("paths", ["path", "requests"], ["/users | 1"]);
        Assert.EndsWith("?filter=method%3DPOST", page.Page.Url);
        await page.Page.SelectOptionAsync("#language", "ko");
        await Expect(page.Page.Locator("#filter-error")).ToContainTextAsync("'staus'");
        await Expect(page.Page.Locator("#filter-error")).Not.ToContainTextAsync("there is no");
        await page.Filter("method=GET");
        await Expect(page.Page.Locator("#filter-error")).ToBeHiddenAsync();
        await Expect(page.Page.Locator("#filter-mark")).ToBeHiddenAsync();
        await page.HasRows("paths", ["path", "requests"], ["/users | 1", "/gone/404 | 1"]);
    }

    [Fact]
    public async Task What_a_table_cannot_know_is_told_in_its_place()
    {
        await StartServing();
        Traffic();
        var page = await Open();
        await page.Filter("client=198.18.0.0/15");
        await Expect(page.Page.Locator("#panel-domains .withheld")).ToContainTextAsync("client");
        await Expect(page.Page.Locator("#panel-domains .scroller")).ToBeHiddenAsync();
        await Expect(page.Page.Locator("#scope")).ToContainTextAsync("Charts and figures show everything");
        await page.OpenTab("connections");
        await Expect(page.Rows("connections")).ToHaveCountAsync(3);
        await page.Filter("status=404");
        await Expect(page.Page.Locator("#panel-connections .withheld")).ToContainTextAsync("status");
        await page.OpenTab("domains");
        await page.HasRows("domains", ["domain", "requests"], ["api.example.com | 1"]);
    }

    [Fact]
    public async Task Exchanges_that_may_match_or_not_are_told()
    {
        await StartServing();
        Traffic();
        Connect().Call(Request.Of("PURGE", "/users"));
        var page = await Open();
        await page.Filter("method=PURGE");
        await Expect(page.Page.Locator("#filter-note")).ToContainTextAsync("since their names made room for others: 2"); // one on each leg
    }

    [Fact]
    public async Task A_chosen_row_has_figures_and_charts_of_its_own()
    {
        await StartServing();
        Traffic();
        var page = await Open();
        await page.OpenTab("paths");
        await page.Row("paths", "/gone/404").ClickAsync();
        await Expect(page.Row("paths", "/gone/404").Locator("button")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Page.Locator("#chosen-title")).ToContainTextAsync("/gone/404 api.example.com");
        await Expect(page.Page.Locator("[data-chart=rate] .keys")).ToContainTextAsync("all of the leg");
        await Expect(page.Figure("rate")).ToHaveTextAsync("0");
        Connect().Call(Request.Get("/users"));
        await Expect(page.Total("downstream", "requests")).ToHaveTextAsync("4");
        await Expect(page.Figure("rate")).ToHaveTextAsync("0");
        Connect().Call(Request.Get("/gone/404"));
        await Expect(page.Figure("share")).ToHaveTextAsync("100 %");
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Page.Locator("#chosen")).ToBeHiddenAsync();

        await page.Row("paths", "/gone/404").ClickAsync();
        await page.Page.ClickAsync("#chosen-filter");
        await Expect(page.Page.Locator("#filter-text")).ToHaveValueAsync("domain=\"api.example.com\" path=\"/gone/404\"");
        await page.HasRows("paths", ["path", "requests"], ["/gone/404 | 2"]);
    }

    [Fact]
    public async Task A_chosen_row_is_called_so_in_the_language_that_is_chosen_later()
    {
        await StartServing();
        Traffic();
        var page = await Open();
        await page.OpenTab("paths");
        await page.Row("paths", "/gone/404").ClickAsync();
        await Expect(page.Page.Locator("#chosen-title")).ToHaveTextAsync("Paths: /gone/404 api.example.com");
        await page.Page.SelectOptionAsync("#language", "ko");
        await Expect(page.Page.Locator("#chosen-title")).ToHaveTextAsync("경로: /gone/404 api.example.com");
    }

    [Fact]
    public async Task What_is_not_chosen_any_more_is_not_marked_either()
    {
        await StartServing();
        Traffic();
        var page = await Open(expectedComplaint: Refused);
        await page.OpenTab("paths");
        await page.Filter("staus>=500");
        await Expect(page.Page.Locator("#filter-error")).ToBeVisibleAsync();
        await page.Row("paths", "/gone/404").ClickAsync();
        await Expect(page.Page.Locator("#chosen")).ToBeVisibleAsync();
        await page.Page.SelectOptionAsync("#language", "ko");
        await Expect(page.Page.Locator("#chosen")).ToBeHiddenAsync();
        await Expect(page.Row("paths", "/gone/404").Locator("button")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task Connections_that_may_match_or_not_are_told()
    {
        await StartServing();
        Traffic();
        Connect().Call(Request.Of("PURGE", "/users"));
        var page = await Open();
        await page.Filter("method=PURGE");
        await Expect(page.Page.Locator("#filter-note")).ToContainTextAsync("Connections that may match or not: 2."); // one on each leg
    }

    [Fact]
    public async Task A_chosen_connection_has_rates_and_says_that_it_has_no_latency()
    {
        await StartServing();
        var client = Connect();
        client.Call(Request.Get("/direct/404/a"));
        var page = await Open();
        await page.OpenTab("connections");
        await page.Row("connections", "/direct/404/a").ClickAsync();
        await Expect(page.Page.Locator("#chosen-note")).ToHaveTextAsync("Latency is not counted by connection.");
        await Expect(page.Figure("rate")).ToHaveTextAsync("0");
        client.Call(Request.Get("/direct/404/a"));
        await Expect(page.Figure("share")).ToHaveTextAsync("100 %");
        await Expect(page.Figure("p50")).ToHaveTextAsync("–");
    }

    void Traffic()
    {
        Connect().Call(Request.Get("/users"));
        Connect().Call(Request.WithBody("POST", "/users", "name=kim"));
        Connect().Call(Request.Get("/gone/404"));
    }
}
