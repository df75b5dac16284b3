// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Page;

/// <summary>The monitor goes and comes again; or the reader pauses.</summary>
public sealed class ReconnectionTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    const string Gone = "net::ERR_";

    [Fact]
    public async Task After_a_restart_with_the_same_count_the_page_goes_on_by_itself_and_says_so()
    {
        var first = await StartServing();
        Connect().Call(Request.Get("/direct/200/a"));
        var page = await Open(expectedComplaint: Gone);
        await Expect(page.Total("downstream", "requests")).ToHaveTextAsync("1");
        await Expect(page.Page.Locator("#origin")).ToHaveTextAsync("new count");
        var since = await page.Page.Locator("#since").TextContentAsync();
        await Kill(first);
        await Expect(page.Page.Locator("#connection")).ToHaveTextAsync("reconnecting");
        await Expect(page.Alert("stale")).ToContainTextAsync("s old");
        Connect().Call(Request.Get("/direct/200/b"));
        await StartServing();
        await Expect(page.Page.Locator("#connection")).ToHaveTextAsync("live");
        await Expect(page.Alert("stale")).ToBeHiddenAsync();
        await Expect(page.Alert("restart")).ToContainTextAsync("The monitor was restarted: same count");
        await Expect(page.Page.Locator("#origin")).ToHaveTextAsync("resumed: the count of an earlier run goes on");
        await Expect(page.Page.Locator("#since")).ToHaveTextAsync(since!);
        await Expect(page.Total("downstream", "requests")).ToHaveTextAsync("2");
        await Until.True(
            () =>
            {
                Connect().Call(Request.Get("/direct/200/c"));
                return page.Page.Locator("#events li").Filter(new() { HasText = "/direct/200/c" }).CountAsync().GetAwaiter().GetResult() > 0;
            },
            () => "events again");
        await page.Alert("restart").Locator("button").ClickAsync();
        await Expect(page.Alert("restart")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task After_a_restart_with_a_new_count_the_page_says_that_the_old_one_is_gone()
    {
        var first = await StartServing();
        Connect().Call(Request.Get("/direct/200/a"));
        Connect().Call(Request.Get("/direct/200/a"));
        var page = await Open(expectedComplaint: Gone);
        await Expect(page.Total("downstream", "requests")).ToHaveTextAsync("2");
        await page.OpenTab("container_traffic");
        await page.Rows("container_traffic").First.ClickAsync();
        await Expect(page.Page.Locator("#chosen")).ToBeVisibleAsync();
        await Kill(first);
        await Detach();
        await StartServing();
        Connect().Call(Request.Get("/direct/200/b"));
        await Expect(page.Alert("restart")).ToContainTextAsync("The monitor was restarted: a new count");
        await Expect(page.Page.Locator("#origin")).ToHaveTextAsync("new count");
        await Expect(page.Total("downstream", "requests")).ToHaveTextAsync("1");
        await Expect(page.Page.Locator("#chosen")).ToBeHiddenAsync(); // a container's number is another's now
        await page.OpenTab("paths");
        await page.HasRows("paths", ["path", "requests"], ["/direct/200/b | 1"]);
    }

    [Fact]
    public async Task A_paused_page_stands_still_and_says_so()
    {
        await StartServing();
        var page = await Open();
        await page.Page.ClickAsync("#pause");
        await Expect(page.Page.Locator("#connection")).ToHaveTextAsync("paused");
        await Expect(page.Alert("paused")).ToContainTextAsync("Paused for");
        Connect().Call(Request.Get("/direct/200/a"));
        await Until.True(() => page.Snapshot().GetAwaiter().GetResult().GetProperty("legs")[0].GetProperty("requests").GetInt64() == 1, () => "it is counted");
        await Expect(page.Alert("paused")).ToContainTextAsync("Paused for 3 s");
        await Expect(page.Total("downstream", "requests")).ToHaveTextAsync("0");
        await page.Page.ClickAsync("#pause");
        await Expect(page.Total("downstream", "requests")).ToHaveTextAsync("1");
        await Expect(page.Alert("paused")).ToBeHiddenAsync();
    }
}
