// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Page;

/// <summary>The live events.</summary>
public sealed class EventStreamTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    [Fact]
    public async Task Events_come_newest_first_and_stop_while_paused()
    {
        await StartServing();
        var page = await Open();
        var events = page.Page.Locator("#events li");
        await Expect(page.Page.Locator("#events-none")).ToBeVisibleAsync();
        Connect().Call(Request.Get("/direct/200/first"));
        await Expect(events).ToHaveCountAsync(2);
        Connect().Call(Request.Get("/direct/503/second"));
        await Expect(events).ToHaveCountAsync(4);
        await Expect(events.First).ToContainTextAsync("503");
        await Expect(events.First).ToContainTextAsync("api.example.com/direct/503/second");
        await Expect(events.First).ToHaveAttributeAsync("data-kind", "error");
        await Expect(events.Last).ToContainTextAsync("/direct/200/first");
        await Expect(page.Page.Locator("#events-count")).ToHaveTextAsync("4 of 4 shown");
        await page.Page.ClickAsync("#events-pause");
        Connect().Call(Request.Get("/direct/200/third"));
        await Expect(page.Page.Locator("#events-count")).ToContainTextAsync("2 passed meanwhile");
        await Expect(events).ToHaveCountAsync(4);
        await page.Page.ClickAsync("#events-pause");
        Connect().Call(Request.Get("/direct/200/fourth"));
        await Expect(events.First).ToContainTextAsync("/direct/200/fourth");
    }

    [Fact]
    public async Task The_filter_is_the_streams_too()
    {
        await StartServing();
        var page = await Open();
        await page.Filter("status>=500");
        await Expect(page.Page.Locator("#filter-note")).ToBeVisibleAsync();
        await Until.True(
            () =>
            {
                Connect().Call(Request.Get("/direct/200/no"));
                Connect().Call(Request.Get("/direct/503/yes"));
                return page.Page.Locator("#events li").CountAsync().GetAwaiter().GetResult() > 0;
            },
            () => "an event of the filter");
        Assert.All(await page.Page.Locator("#events li").AllTextContentsAsync(), text => Assert.Contains("/direct/503/yes", text));
    }

    [Fact]
    public async Task Under_load_the_stream_is_sampled_and_says_so_and_totals_stay_exact()
    {
        const int requests = 40_000;
        await StartServing();
        var page = await Open();
        await Load.Run(Lab, requests, "/direct/200/a", "/direct/503/b");
        await Expect(page.Total("downstream", "responses")).ToHaveTextAsync("40,000");
        await Expect(page.Page.Locator("#events-count")).ToContainTextAsync("(sampled)");
        await Expect(page.Page.Locator("#unseen")).ToContainTextAsync("Events not shown");
        Assert.InRange(await page.Page.Locator("#events li").CountAsync(), 1, 300);
    }
}
