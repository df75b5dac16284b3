// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Metrics;

/// <summary>What metrics may cost.</summary>
public sealed class MetricsLimitTests(Lab lab) : MetricsTest(lab)
{
    const int Series = 2_000;
    static readonly TimeSpan fresh = TimeSpan.FromMilliseconds(600); // so that each scrape has a reading of its own

    [Fact]
    public async Task A_scrape_of_2000_series_takes_at_most_50_ms()
    {
        await using var monitor = await StartMonitor("--no-events", "--listen", "9465");
        await Load.Run(Lab, 16 * Series, Enumerable.Range(0, Series).Select(i => $"/direct/200/a{i}"));
        Assert.Equal(Series, Scraped().Find("http_server_request_duration_seconds_count").Count());
        var times = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            await Task.Delay(fresh, TestContext.Current.CancellationToken);
            times.Add(double.Parse(
                Command.RunIn(Lab.Gateway, "curl", "--silent", "--output", "/dev/null", "--write-out", "%{time_total}", "http://127.0.0.1:9465/metrics"),
                CultureInfo.InvariantCulture));
        }

        var median = times.Order().ElementAt(times.Count / 2) * 1000;
        TestContext.Current.SendDiagnosticMessage($"a scrape of {Series} series: {median:0} ms, {Scraped().Text.Length} bytes; {monitor.ResidentMegabytes:0.0} MB resident");
        Assert.InRange(median, 0, 50);
        await monitor.Stop();
    }
}
