// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Page;

/// <summary>Tables sort, and keep still under the reader's hand while their numbers move.</summary>
public sealed class TableTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    [Fact]
    public async Task Every_column_sorts_both_ways()
    {
        await StartServing();
        Call("/direct/200/b", 2);
        Call("/direct/404/a", 3);
        Call("/static/text.txt", 1);
        var page = await Open();
        await page.OpenTab("paths");
        await Sorted(page, "path", "ascending", "/direct/200/b", "/direct/404/a", "/static/text.txt");
        await Sorted(page, "path", "descending", "/static/text.txt", "/direct/404/a", "/direct/200/b");
        await Sorted(page, "requests", "descending", "/direct/404/a", "/direct/200/b", "/static/text.txt");
        await Sorted(page, "requests", "ascending", "/static/text.txt", "/direct/200/b", "/direct/404/a");
        await Sorted(page, "received", "descending", "/static/text.txt", "/direct/404/a", "/direct/200/b");
        await page.SortBy("paths", "errors");
        await Expect(page.Rows("paths").First).ToContainTextAsync("/direct/404/a");
        Assert.Equal(1, await page.Page.Locator("#panel-paths th[aria-sort]").CountAsync());
    }

    [Fact]
    public async Task Rows_stay_where_they_are_while_the_pointer_is_among_them_and_are_sorted_again_behind_it()
    {
        await StartServing();
        Call("/direct/200/a", 2);
        Call("/direct/200/b", 3);
        var page = await Open();
        await page.OpenTab("paths");
        await Sorted(page, "requests", "descending", "/direct/200/b", "/direct/200/a");
        await page.Row("paths", "/direct/200/a").HoverAsync();
        await page.Page.EvaluateAsync("() => document.querySelectorAll('#panel-paths tr[data-key]').forEach(row => (row.isMarked = true))");
        Call("/direct/200/a", 10);
        Call("/direct/200/c", 20);
        await Expect(page.Row("paths", "/direct/200/a")).ToContainTextAsync("12");
        await Expect(page.Row("paths", "/direct/200/c")).ToContainTextAsync("20");
        Assert.Equal(["/direct/200/b", "/direct/200/a", "/direct/200/c"], await page.Cells("paths", "path"));
        await Expect(page.Page.GetByText("order held while you are here")).ToBeVisibleAsync();
        await page.PointAway();
        await Expect(page.Rows("paths").First).ToContainTextAsync("/direct/200/c");
        Assert.Equal(["/direct/200/c", "/direct/200/a", "/direct/200/b"], await page.Cells("paths", "path"));

        // The elements are the same: whoever held one of them holds it still.
        Assert.Equal(2, await page.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('#panel-paths tr[data-key]')].filter(row => row.isMarked).length"));
    }

    [Fact]
    public async Task Scroll_focus_and_selection_survive_updates()
    {
        await StartServing();
        for (var i = 0; i < 150; i++)
        {
            Call($"/direct/200/a{i:000}", 1);
        }

        var page = await Open();
        await page.OpenTab("paths");
        await page.SortBy("paths", "path");
        await page.Page.EvaluateAsync("() => (document.querySelector('#panel-paths .scroller').scrollTop = 1500)");
        await page.Row("paths", "a070").Locator("button").FocusAsync();
        var before = await State(page);
        Assert.Equal("/direct/200/a070", before[1]);
        await page.Page.EvaluateAsync("() => getSelection().selectAllChildren([...document.querySelectorAll('#panel-paths tbody td')].find(cell => cell.textContent === 'api.example.com'))");
        for (var i = 1; i <= 3; i++)
        {
            Call("/direct/200/a070", 1);
            Call("/direct/200/a000", 1);
            await Expect(page.Row("paths", "a070")).ToContainTextAsync($"{i + 1}");
        }

        Assert.Equal(before, await State(page));
        Assert.Equal("api.example.com", await page.Page.EvaluateAsync<string>("() => String(getSelection())"));
    }

    [Fact]
    public async Task The_legs_are_apart()
    {
        await StartServing();
        Call("/direct/200/a", 2);
        Call("/users", 1);
        var page = await Open();
        await page.OpenTab("paths");
        await page.HasRows("paths", ["path", "requests"], ["/direct/200/a | 2", "/users | 1"]);
        await page.ChooseLeg("upstream");
        await page.HasRows("paths", ["path", "requests"], ["/users | 1"]);
    }

    [Fact]
    public async Task A_table_says_how_many_rows_it_does_not_show()
    {
        await StartServing();
        await Load.RunOnce(Lab, [.. Enumerable.Range(0, 300).Select(i => $"/direct/200/a{i}")], clients: 1);
        var page = await Open();
        await page.OpenTab("paths");
        await Expect(page.Page.Locator("#panel-paths .foot")).ToContainTextAsync("200 of 300 rows");
        await page.Page.SelectOptionAsync("#rows", "1000");
        await Expect(page.Page.Locator("#panel-paths .foot")).ToContainTextAsync("300 of 300 rows");
        Assert.EndsWith("?rows=1000", page.Page.Url);
    }

    void Call(string path, int times)
    {
        var client = Connect();
        for (var i = 0; i < times; i++)
        {
            client.Call(Request.Get(path));
        }
    }

    static async Task Sorted(MonitorPage page, string column, string direction, params string[] paths)
    {
        await Expect(page.Rows("paths")).ToHaveCountAsync(paths.Length);
        await page.SortBy("paths", column);
        await Expect(page.Page.Locator($"#panel-paths th[data-column={column}]")).ToHaveAttributeAsync("aria-sort", direction);
        Assert.Equal(paths, await page.Cells("paths", "path"));
    }

    static Task<string[]> State(MonitorPage page) => page.Page.EvaluateAsync<string[]>(
        "() => [String(document.querySelector('#panel-paths .scroller').scrollTop), document.activeElement.textContent]");
}
