// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;
using Microsoft.Playwright;

namespace KongMonitor.SystemTests.Page;

/// <summary>Language, theme and narrow screens.</summary>
public sealed class LookTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    [Fact]
    public async Task A_Korean_browser_gets_Korean_and_the_choice_of_another_language_stays()
    {
        await StartServing();
        var page = await Open(options: new() { Locale = "ko-KR" });
        await Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
        await Expect(page.Page.Locator("#totals-title")).ToContainTextAsync("합계");
        await Expect(page.Page.Locator("#connection")).ToHaveTextAsync("실시간");
        Assert.Empty(await Untranslated(page));
        await page.Page.SelectOptionAsync("#language", "en");
        await Expect(page.Page.Locator("#totals-title")).ToContainTextAsync("Totals");
        await page.Page.ReloadAsync();
        await Expect(page.Page.Locator("#connection")).ToHaveTextAsync("live");
    }

    [Fact]
    public async Task Warnings_of_the_monitor_come_in_the_readers_language()
    {
        using var tls = new TlsServer(Lab.Gateway, 8007);
        await StartServing();
        using (var socket = Lab.Connect(new(Lab.GatewayAddress, 8007)))
        {
            socket.Send([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0, 0, 0, 0, 0]);
        }

        var page = await Open(options: new() { Locale = "ko-KR" });
        await Expect(page.Alert("warning-tls")).ToContainTextAsync("8007 포트는 TLS입니다");
        await page.Page.SelectOptionAsync("#language", "en");
        await Expect(page.Alert("warning-tls")).ToContainTextAsync("8007 is TLS");
        await Expect(page.Alert("warning-tls")).ToContainTextAsync("end TLS in front of the gateway");
    }

    [Fact]
    public async Task The_theme_is_the_systems_until_one_is_chosen_and_the_choice_stays()
    {
        await StartServing();
        var page = await Open(options: new() { ColorScheme = ColorScheme.Dark, Locale = "en-US" });
        Assert.True(await IsDark(page));
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.False(await IsDark(page));
        await page.Page.SelectOptionAsync("#theme", "dark");
        Assert.True(await IsDark(page));
        await page.Page.ReloadAsync();
        Assert.True(await IsDark(page));
    }

    [Fact]
    public async Task A_phones_screen_scrolls_one_way_alone()
    {
        await StartServing();
        Connect().Call(Request.Get("/users/" + new string('x', 100)));
        var page = await Open(options: new() { ViewportSize = new() { Width = 360, Height = 740 }, Locale = "en-US" });
        await page.OpenTab("paths");
        await Expect(page.Rows("paths")).ToHaveCountAsync(1);
        Assert.Equal(360, await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    static async Task<bool> IsDark(MonitorPage page) =>
        await page.Page.EvaluateAsync<int>("() => Number(getComputedStyle(document.body.querySelector('.top')).backgroundColor.match(/\\d+/)[0])") < 128;

    // Sentences that are the same in the English file: none but what is the same word in both languages.
    static Task<string[]> Untranslated(MonitorPage page) => page.Page.EvaluateAsync<string[]>(
        """
        async () => {
            const { english } = await import('/page/lang/en.js');
            const { korean } = await import('/page/lang/ko.js');
            const same = ['tls', 'http2', 'ssh', 'smtp', 'redis'];
            const walk = (left, right) => Object.keys(left).flatMap(key =>
                typeof left[key] === 'object' ? walk(left[key], right[key]) : left[key] === right[key] && !same.includes(key) ? [key] : []);
            return walk(english, korean);
        }
        """);
}
