// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;
using Microsoft.Playwright;

namespace KongMonitor.SystemTests.Page;

/// <summary>The main states as pictures in artifacts/screenshots, for people to look at.</summary>
public sealed class ScreenshotTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    static readonly ViewportSize size = new() { Width = 1400, Height = 1050 };

    [Fact]
    public async Task The_main_states()
    {
        using var misfortunes = new Misfortunes(Lab);
        var monitor = await StartServing("--timeout", "1s");
        await using var traffic = new ShopTraffic(Lab);
        var page = await Open(options: new() { ViewportSize = size, Locale = "en-US" }, expectedComplaint: "status of 400");
        var korean = await Open(options: new() { ViewportSize = size, Locale = "ko-KR", ColorScheme = ColorScheme.Dark });
        await page.OpenTab("paths");
        await korean.OpenTab("domains");
        await Until.True(() => monitor.Last.Downstream.Requests >= 8_000, () => "enough traffic for a picture", 120);
        await page.Photograph("overview");
        await korean.Photograph("overview-dark-ko");

        await page.Row("paths", "/orders/201").ClickAsync();
        await page.PointAway();
        await Until.True(() => monitor.Last.Downstream.Requests >= 11_000, () => "enough traffic of the chosen row for a picture", 60);
        await page.Photograph("chosen");
        await page.Page.Keyboard.PressAsync("Escape");

        await page.Filter("method=POST staus>=500");
        await Expect(page.Page.Locator("#filter-error")).ToBeVisibleAsync();
        await page.Photograph("filter-error");
        await page.Filter("");
        await page.Page.Locator("#filter-text").BlurAsync();

        await misfortunes.Happen(() => monitor.Last.Downstream.UnansweredBy.ContainsKey("timeout"));
        await Expect(page.Alert("warning-tls")).ToBeVisibleAsync();
        await Expect(page.Alert("unanswered-downstream")).ToContainTextAsync("5 in all");
        await page.Photograph("trouble");
    }
}
