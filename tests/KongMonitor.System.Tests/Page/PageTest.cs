// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Support;
using Microsoft.Playwright;

namespace KongMonitor.SystemTests.Page;

/// <summary>A test of the page with the real monitor and a real browser.</summary>
public abstract class PageTest(Lab lab, PageBrowser browser) : PinTest(lab), IClassFixture<PageBrowser>
{
    readonly List<MonitorPage> opened = [];

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            foreach (var page in opened)
            {
                await page.DisposeAsync();
            }
        }
        finally
        {
            await base.DisposeAsync();
        }
    }

    /// <summary>A monitor that serves the page.</summary>
    private protected Task<MonitorProcess> StartServing(params string[] options) => StartPinned(["--listen", "0.0.0.0:9465", .. options]);

    /// <summary>Opens the page; what it complains about fails the test at its end.</summary>
    private protected async Task<MonitorPage> Open(string query = "", BrowserNewContextOptions? options = null, string? expectedComplaint = null)
    {
        var page = await MonitorPage.Open(browser.Browser, $"http://{Lab.GatewayAddress}:9465/", query, options, expectedComplaint);
        opened.Add(page);
        await Assertions.Expect(page.Page.Locator("#connection")).ToHaveAttributeAsync("data-connection", "live");
        await Assertions.Expect(page.Page.Locator("#events-count")).Not.ToBeEmptyAsync(); // the stream is open
        return page;
    }

    private protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
