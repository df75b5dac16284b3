// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Http;
using System.Text.Json;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Serving;

/// <summary>Snapshots that show what was asked for, and the history.</summary>
public sealed class ViewTests(Lab lab) : ServingTest(lab)
{
    [Fact]
    public async Task A_snapshot_shows_what_the_filter_means_and_counts_what_was_chosen()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        CallAll();
        await SameAsLog();
        await Until.True(() => Get("/api/snapshot").Result.GetProperty("legs")[1].GetProperty("responses").GetInt64() == 1, () => "both legs are counted");
        var snapshot = await Get("/api/snapshot?filter=leg%3Ddownstream%20status%3E%3D400&chosen=path%3D%2Fdirect%2F200%2F*&rows=1");
        Assert.Equal(5, snapshot.GetProperty("legs")[0].GetProperty("requests").GetInt64());
        Assert.Single(snapshot.GetProperty("paths").EnumerateArray());
        Assert.Equal([2, 0], snapshot.GetProperty("present").GetProperty("paths").EnumerateArray().Select(number => number.GetInt32()));
        var view = snapshot.GetProperty("view");
        Assert.Equal("leg=downstream status>=400", view.GetProperty("filter").GetString());
        Assert.Equal(2, view.GetProperty("matched")[0].GetProperty("requests").GetInt64());
        Assert.Equal(2, view.GetProperty("chosen")[0].GetProperty("requests").GetInt64());
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task A_snapshot_says_which_process_answers()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var process = (await Get("/api/snapshot")).GetProperty("process");
        Assert.InRange(process.GetProperty("started").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Matches("^[0-9]+[.][0-9]+[.][0-9]+", process.GetProperty("version").GetString());
        Assert.Equal(0, await monitor.Stop());
    }

    [Theory]
    [InlineData("rows=x", "rows")]
    [InlineData("rows=-1", "rows")]
    [InlineData("lang=de", "lang")]
    [InlineData("filter=status%3D200&filter=status%3D404", "filter")]
    public async Task A_parameter_that_cannot_be_is_refused(string query, string parameter)
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var error = (await Get($"/api/snapshot?{query}", HttpStatusCode.BadRequest)).GetProperty("error");
        Assert.Equal(parameter, error.GetProperty("parameter").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task Many_who_ask_for_the_same_share_few_readings_and_all_get_it()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        CallAll();
        await SameAsLog();
        var before = monitor.CpuTime;
        using var client = new MetricsClient(Lab.Gateway, new(IPAddress.Loopback, 9465), connections: 200);
        var times = await Task.WhenAll(Enumerable.Range(0, 400).Select(async i =>
        {
            var text = await client.Http.GetStringAsync(new Uri($"/api/snapshot?filter=status%3D{200 + i % 4}", UriKind.Relative), TestContext.Current.CancellationToken);
            return JsonDocument.Parse(text).RootElement.GetProperty("time").GetString();
        }));
        Assert.InRange(times.Distinct().Count(), 1, 12);
        Assert.InRange((monitor.CpuTime - before).TotalSeconds, 0, 3);
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task Those_who_ask_for_too_many_different_ones_wait_their_turn_or_are_told_to_come_back()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        using var client = new MetricsClient(Lab.Gateway, new(IPAddress.Loopback, 9465), connections: 120);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 120).Select(async i =>
        {
            using var response = await client.Http.GetAsync(new Uri($"/api/snapshot?filter=status%3D{200 + i}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(response.StatusCode == HttpStatusCode.ServiceUnavailable, response.Headers.RetryAfter is not null);
            return response.StatusCode;
        }));
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{status}"));
        Assert.InRange(statuses.Count(status => status == HttpStatusCode.OK), 32, 119);
        Assert.Equal(statuses.Count(status => status != HttpStatusCode.OK), Scraped().Sum("kong_monitor_endpoint_requests_total", ("outcome", "refused")));
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task The_history_adds_up_to_what_was_counted()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        await Until.True(() => Points().Length >= 1, () => "a step", 20);
        CallAll();
        await SameAsLog();
        await Until.True(() => Points().Length >= 3, () => "two steps more", 20);
        CallAll();
        await SameAsLog();
        await Until.True(() => Sum("requests") == 10 && Sum("responses") == 10, () => $"all requests, there are {Sum("requests")}", 20);
        Assert.Equal(4, Sum("errors"));
        var history = await Get("/api/history");
        Assert.Equal(5000, history.GetProperty("step_ms").GetInt32());
        Assert.Equal(41, history.GetProperty("latency_bounds_us").GetArrayLength());
        var points = Points();
        Assert.Equal(10, points.Sum(point => point.GetProperty("legs")[0].GetProperty("latency_buckets").EnumerateArray().Sum(bucket => bucket.GetInt64())));
        Assert.Equal(2, points.Sum(point => point.GetProperty("legs")[1].GetProperty("requests").GetInt64()));
        Assert.All(points.Skip(1).Zip(points), pair => Assert.InRange((TimeOf(pair.First) - TimeOf(pair.Second)).TotalSeconds, 3, 7));
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task Paths_that_are_not_there_are_told_which_are()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        using var response = await Metrics.Http.GetAsync(new Uri("/page/none.js", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.All(["/ ", "/metrics", "/api/snapshot", "/api/history", "/api/events", "/healthz"], path => Assert.Contains(path, text));
        Assert.All(["/api/snapshot", "/api/history", "/api/events", "/"], path =>
            Assert.StartsWith("HTTP/1.1 403 ", Metrics.Send($"GET {path} HTTP/1.1\r\nHost: gateway.example\r\nConnection: close\r\n\r\n")));
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task HEAD_has_the_header_alone()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        Assert.All(["/api/snapshot", "/api/history", "/api/events"], path =>
        {
            var answer = Metrics.Send($"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200 ", answer);
            Assert.EndsWith("\r\n\r\n", answer);
        });
        Assert.Equal(0, await monitor.Stop());
    }

    JsonElement[] Points() => [.. Get("/api/history").Result.GetProperty("points").EnumerateArray()];

    long Sum(string number) => Points().Sum(point => point.GetProperty("legs")[0].GetProperty(number).GetInt64());

    static DateTimeOffset TimeOf(JsonElement point) => point.GetProperty("time").GetDateTimeOffset();
}
