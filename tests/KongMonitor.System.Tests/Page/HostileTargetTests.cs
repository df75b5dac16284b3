// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Page;

public sealed class HostileTargetTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    const string Markup = "/<img src=x onerror=alert(1)>";

    [Fact]
    public async Task Hostile_targets_are_text_in_tables_events_and_filters()
    {
        await StartServing();
        var page = await Open();
        page.Page.Dialog += (_, dialog) => Assert.Fail($"a target ran: {dialog.Message}");
        foreach (var (wire, shown) in HostileTextTests.targets)
        {
            Connect().Call(Request.Raw("GET", "<b>h</b>", shown, $"GET {wire} HTTP/1.1\r\nHost: <b>h</b>\r\n\r\n"));
        }

        await page.OpenTab("paths");
        await page.HasRows("paths", ["path", "domain"], HostileTextTests.targets.Select(target => $"{target.Shown} | <b>h</b>"));
        await Expect(page.Page.Locator("#events li").Filter(new() { HasText = "<b>h</b>/<script>alert('1')</script>" }).First).ToBeVisibleAsync();
        foreach (var (_, shown) in HostileTextTests.targets)
        {
            await Exactly(page, shown);
        }

        await page.Filter($"path=\"{Markup}\"");
        await Expect(page.Page.Locator("#panel-paths .empty")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Page.Locator("main script, main b:text-is('h'), main img").CountAsync());
    }

    /// <summary>The row, chosen and taken as a filter, means itself.</summary>
    static async Task Exactly(MonitorPage page, string shown)
    {
        var row = page.Page.Locator("#panel-paths tbody button").GetByText(shown, new() { Exact = true });
        await row.ClickAsync();
        await page.Page.ClickAsync("#chosen-filter");
        await page.HasRows("paths", ["path", "requests"], [$"{shown} | 1"]);
        await page.Page.ClickAsync("#filter-clear");
        await page.HasRows("paths", ["path"], HostileTextTests.targets.Select(target => target.Shown));
    }
}
