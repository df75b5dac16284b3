// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;
using Microsoft.Playwright;

namespace KongMonitor.SystemTests.Page;

/// <summary>What must not be missed is at the top.</summary>
public sealed class TroubleTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    [Fact]
    public async Task Everything_that_goes_wrong_has_its_place_in_the_band()
    {
        using var misfortunes = new Misfortunes(Lab);
        await Kill(await StartServing("--timeout", "1s"));
        await Unread();
        Connect().Call(Request.Get("/direct/200/unread"));
        var monitor = await StartServing("--timeout", "1s");
        var page = await Open();
        await Expect(page.Alert("losses-events")).ToContainTextAsync("nobody read events 2");
        await misfortunes.Happen(() => monitor.Last.Downstream.Unanswered == 5);
        await Says(page, "unanswered-downstream", "bad", "5 in all", "timeout 1", "reset by client 1", "closed by server 1");
        await Says(page, "desynced-downstream", "bad", "1 in all", "bytes that are not HTTP/1 1");
        await Says(page, "irregular-downstream", "warn", "3 in all", "response without a request 1", "response after the timeout 1", "response cut short 1");
        await Says(page, "not-http-downstream", "note", "1 in all", "TLS 1");
        await Says(page, "warning-tls", "bad", "8007 is TLS", "end TLS in front of the gateway");
        await Expect(page.Total("downstream", "unanswered")).ToHaveTextAsync("5");
        await Expect(page.Total("downstream", "desynced")).ToHaveTextAsync("1");
        await Expect(page.Page.Locator("#announcer")).Not.ToBeEmptyAsync();

        // To who comes later the same is told as over, in the time that is looked back upon.
        var later = await Open(options: new() { Locale = "ko-KR" });
        await Says(later, "unanswered-downstream", "warn", "모두 5", "동안 없음", "시간 초과 1");
    }

    [Fact]
    public async Task A_healthy_gateway_is_called_so()
    {
        await StartServing();
        Connect().Call(Request.Get("/direct/200/a"));
        var page = await Open();
        await Expect(page.Page.Locator("#well")).ToBeVisibleAsync();
        await Expect(page.Page.Locator("#alerts li")).ToHaveCountAsync(0);
    }

    static async Task Says(MonitorPage page, string alert, string level, params string[] words)
    {
        foreach (var word in words)
        {
            await Expect(page.Alert(alert)).ToContainTextAsync(word);
        }

        await Expect(page.Alert(alert)).ToHaveAttributeAsync("data-level", level);
    }
}
