// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;
using Microsoft.Playwright;

namespace KongMonitor.SystemTests.Page;

/// <summary>Without a mouse, and without eyes.</summary>
public sealed class KeyboardTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    static readonly string axe = Path.Combine(Repository.Root, "src", "KongMonitor.Page", "node_modules", "axe-core", "axe.min.js");

    [Fact]
    public async Task Everything_is_reached_by_keyboard_and_shows_where_the_focus_is()
    {
        await StartServing();
        Connect().Call(Request.Get("/users"));
        Connect().Call(Request.Get("/orders"));
        var page = await Open();
        await Expect(page.Rows("domains")).ToHaveCountAsync(1);
        var keys = page.Page.Keyboard;
        await keys.PressAsync("Tab");
        Assert.Equal("Skip to the tables", await Focused(page));
        await keys.PressAsync("Enter");
        await keys.PressAsync("Tab");
        Assert.Equal("Domains", await Focused(page));
        await keys.PressAsync("ArrowRight");
        Assert.Equal("Paths", await Focused(page));
        await Expect(page.Page.Locator("#tab-paths")).ToHaveAttributeAsync("aria-selected", "true");
        var reached = await TabTo(page, "/orders");
        Assert.Contains("Requests", reached); // the heads, which sort
        await keys.PressAsync("ArrowDown");
        Assert.Equal("/users", await Focused(page));
        await keys.PressAsync("Enter");
        await Expect(page.Page.Locator("#chosen-title")).ToContainTextAsync("/users");
        await keys.PressAsync("Escape");
        await Expect(page.Page.Locator("#chosen")).ToBeHiddenAsync();
        Assert.Equal("/users", await Focused(page));
        await TabTo(page, "Pause events");
    }

    [Fact]
    public async Task No_rule_of_accessibility_is_broken()
    {
        using var trouble = new Misfortunes(Lab);
        var monitor = await StartServing("--timeout", "1s");
        await trouble.Happen(() => monitor.Last.Downstream.Unanswered == 5);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var page = await Open(options: new() { ColorScheme = scheme, Locale = "en-US", ViewportSize = new() { Width = 1440, Height = 1000 } }, expectedComplaint: "status of 400");
            await Expect(page.Alert("unanswered-downstream")).ToBeVisibleAsync();
            await page.Page.ClickAsync(".help summary");
            await page.Page.ClickAsync("[data-chart=rate] summary");
            await page.OpenTab("paths");
            await page.Rows("paths").First.ClickAsync();
            Assert.Equal("", await Violations(page));
            await page.Filter("staus=1");
            await Expect(page.Page.Locator("#filter-error")).ToBeVisibleAsync();
            Assert.Equal("", await Violations(page));
            await page.Filter("client=10.0.0.0/8");
            await Expect(page.Page.Locator("#panel-paths .withheld")).ToBeVisibleAsync();
            Assert.Equal("", await Violations(page));
        }
    }

    /// <summary>Presses Tab until an element with that text has the focus; each on the way shows that it has it.</summary>
    static async Task<List<string>> TabTo(MonitorPage page, string text)
    {
        List<string> reached = [];
        while (reached is [] || reached[^1] != text)
        {
            Assert.True(reached.Count < 60, $"no way to '{text}' by Tab: {string.Join(", ", reached)}");
            await page.Page.Keyboard.PressAsync("Tab");
            reached.Add(await Focused(page));
        }

        return reached;
    }

    static async Task<string> Focused(MonitorPage page)
    {
        var focused = await page.Page.EvaluateAsync<string[]>(
            "() => { const style = getComputedStyle(document.activeElement); return [document.activeElement.textContent, style.outlineStyle, style.outlineWidth]; }");
        Assert.Equal(("solid", "2px"), (focused[1], focused[2]));
        return focused[0];
    }

    static async Task<string> Violations(MonitorPage page)
    {
        await page.Page.EvaluateAsync(await File.ReadAllTextAsync(axe, TestContext.Current.CancellationToken));
        var result = await page.Page.EvaluateAsync<JsonElement>(
            "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })");
        Assert.NotEqual(0, result.GetProperty("passes").GetArrayLength());
        return string.Join('\n', result.GetProperty("violations").EnumerateArray().Select(violation =>
            $"{violation.GetProperty("id")}: {violation.GetProperty("help")}: {violation.GetProperty("nodes")[0].GetProperty("html")}"));
    }
}
