// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Support;
using Microsoft.Playwright;

namespace KongMonitor.SystemTests.Page;

/// <summary>What the page costs the reader.</summary>
public sealed class SpeedTests(Lab lab, PageBrowser browser) : PageTest(lab, browser)
{
    const int Paths = 2_000;
    const int Updates = 15;

    [Fact]
    public async Task It_paints_within_a_second_of_opening()
    {
        await StartServing();
        await Load.Run(Lab, 4_000, Enumerable.Range(0, 200).Select(i => $"/direct/200/a{i}"));
        var page = await Open();
        var paint = await page.Page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
        var numbers = await page.Page.EvaluateAsync<double>("() => performance.getEntriesByName('update-tables')[0].startTime");
        TestContext.Current.SendDiagnosticMessage($"first paint after {paint:0} ms, first numbers after {numbers:0} ms");
        Assert.InRange(paint, 0, 1000);
    }

    [Fact]
    public async Task An_update_of_all_tables_with_2000_rows_costs_at_most_16_ms()
    {
        await StartServing();
        await MoveEveryRow();
        var page = await Open("?rows=2000");
        await page.OpenTab("paths");
        await page.SortBy("paths", "requests");
        await Expect(page.Page.Locator("#panel-paths .foot")).ToContainTextAsync("2,000 of 2,000 rows");
        var costs = new List<double>();
        while (costs.Count < Updates)
        {
            await MoveEveryRow();
            costs.Add(await NextUpdate(page.Page));
        }

        costs.Sort();
        var usual = costs[Updates / 4]; // what else the machine does only adds to it
        TestContext.Current.SendDiagnosticMessage($"an update of all tables with {Paths} rows: {usual:0.0} ms, {costs[^1]:0.0} ms at most, of {Updates}");
        Assert.InRange(usual, 0, 16);
    }

    Task MoveEveryRow() => Load.RunOnce(Lab, [.. Enumerable.Range(0, Paths).Select(i => $"/direct/200/a{i:0000}")], clients: 4);

    // One that begins when the load is over: what is measured is the page, not the processors that load would leave it.
    static async Task<double> NextUpdate(IPage page)
    {
        var begin = await page.EvaluateAsync<double>("() => performance.now()");
        var update = await page.WaitForFunctionAsync(
            "begin => performance.getEntriesByName('update-tables').find(entry => entry.startTime > begin)?.duration", begin, new() { PollingInterval = 50 });
        return await update.JsonValueAsync<double>();
    }
}
