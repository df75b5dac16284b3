// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.SystemTests.Support;
using Microsoft.Playwright;

namespace KongMonitor.SystemTests.Page;

/// <summary>The page in a browser. It must not complain, and ask nobody but the monitor.</summary>
sealed class MonitorPage : IAsyncDisposable
{
    readonly IBrowserContext context;
    readonly List<string> complaints = [];

    MonitorPage(IBrowserContext context, IPage page, string address)
    {
        Address = address;
        this.context = context;
        Page = page;
        page.Console += (_, message) => Complain(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complain(true, error);
        page.Request += (_, request) => Complain(!request.Url.StartsWith(address, StringComparison.Ordinal), $"asked {request.Url}");
    }

    public IPage Page { get; }

    /// <summary>Of the page without a query.</summary>
    public string Address { get; }

    /// <summary>What the browser itself notes of answers that a test makes fail.</summary>
    public string? ExpectedComplaint { get; init; }

    public static async Task<MonitorPage> Open(IBrowser browser, string address, string query, BrowserNewContextOptions? options, string? expectedComplaint)
    {
        var context = await browser.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1440, Height = 1000 }, Locale = "en-US" });
        var page = new MonitorPage(context, await context.NewPageAsync(), address) { ExpectedComplaint = expectedComplaint };
        await page.Page.GotoAsync(address + query);
        return page;
    }

    /// <summary>A total of a leg as it is shown.</summary>
    public ILocator Total(string leg, string id) => Page.Locator($"#totals tr[data-leg={leg}] [data-total={id}]");

    public ILocator Alert(string id) => Page.Locator($"#alerts [data-alert={id}]");

    public ILocator Figure(string id) => Page.Locator($"#figures [data-figure={id}]");

    public ILocator Rows(string table) => Page.Locator($"#panel-{table} tbody tr[data-key]");

    public ILocator Row(string table, string text) => Rows(table).Filter(new() { HasText = text });

    public Task OpenTab(string table) => Page.ClickAsync($"#tab-{table}");

    public Task ChooseLeg(string leg) => Page.CheckAsync($"#leg-{leg}");

    public Task SortBy(string table, string column) => Page.ClickAsync($"#panel-{table} th[data-column={column}] button");

    public async Task Filter(string text)
    {
        await Page.FillAsync("#filter-text", text);
        await Page.PressAsync("#filter-text", "Enter");
    }

    /// <summary>Moves the pointer to where it touches nothing.</summary>
    public Task PointAway() => Page.Mouse.MoveAsync(2, 2);

    /// <summary>The columns of all rows of a table, as they are shown and in their order.</summary>
    public async Task<string[]> Cells(string table, params string[] columns)
    {
        var rows = await Page.EvaluateAsync<string[][]>(
            """
            ([table, columns]) => {
                const panel = document.getElementById(`panel-${table}`);
                const places = columns.map(column => panel.querySelector(`th[data-column=${column}]`).cellIndex);
                return [...panel.querySelectorAll('tbody tr[data-key]')].map(row => places.map(place => row.cells[place].textContent));
            }
            """,
            new object[] { table, columns });
        return [.. rows.Select(row => string.Join(" | ", row))];
    }

    /// <summary>The rows become these, in any order.</summary>
    public async Task HasRows(string table, string[] columns, IEnumerable<string> expected)
    {
        string[] shown = [];
        var wanted = expected.Order(StringComparer.Ordinal).ToArray();
        for (var attempt = 0; attempt < 50; attempt++)
        {
            shown = [.. (await Cells(table, columns)).Order(StringComparer.Ordinal)];
            if (shown.SequenceEqual(wanted))
            {
                return;
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Equal($"{table}\n{string.Join('\n', wanted)}", $"{table}\n{string.Join('\n', shown)}");
    }

    /// <summary>What the monitor answers to the page.</summary>
    public async Task<JsonElement> Snapshot(string query = "") =>
        JsonDocument.Parse(await Page.EvaluateAsync<string>("query => fetch('api/snapshot' + query).then(answer => answer.text())", query)).RootElement;

    /// <summary>A picture for people to look at.</summary>
    public Task Photograph(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", name + ".png") });

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.Empty(complaints);
    }

    void Complain(bool isWrong, string text)
    {
        if (isWrong && (ExpectedComplaint is null || !text.Contains(ExpectedComplaint, StringComparison.Ordinal)))
        {
            complaints.Add(text);
        }
    }
}
