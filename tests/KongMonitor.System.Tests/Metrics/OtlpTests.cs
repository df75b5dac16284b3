// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Metrics;

/// <summary>What a collector gets equals what nginx logged, whatever happens to collector and monitor.</summary>
public sealed class OtlpTests(Lab lab) : MetricsTest(lab)
{
    const string Duration = "http.server.request.duration";
    const int NobodysPort = 14399;
    static readonly string[] paths = ["/users", "/orders/201", "/items/204", "/old/301", "/bad/400", "/gone/404", "/broken/500"];

    [Theory]
    [InlineData("grpc", "grpc")]
    [InlineData("http", "http/protobuf")]
    public async Task A_collector_gets_every_request_of_nginxs_log(string receives, string protocol)
    {
        await using var collector = await OtlpReceiver.Start(Lab.Gateway, receives);
        await using var monitor = await StartExporting(collector.Url, "OTEL_EXPORTER_OTLP_PROTOCOL=" + protocol);
        await Load.Run(Lab, 20_000, paths);
        await Until.True(() => Lab.GatewayLog.Count == 20_000, () => "all lines in the log", 20);
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(
            Lab.GatewayLog.Lines.GroupBy(line => $"{line.Exchange.Method} {line.Exchange.Status} {line.Exchange.Path}").Select(group => (group.Key, (ulong)group.Count())).Order(),
            collector.Last(Duration).Select(point => (
                $"{point.Attribute("http.request.method")} {point.Attribute("http.response.status_code")} {WithNumber(point.Attribute("http.route"))}", point.Count)).Order());
        Assert.All(collector.Last(Duration), point =>
        {
            Assert.Equal(point.Count, point.Buckets.Aggregate(0UL, (sum, bucket) => sum + bucket));
            Assert.Equal(Microseconds(monitor.Last.Since), point.Start / 1000);
        });
        Assert.Equal(20_000UL, Requests(collector));
        Assert.Empty(Notices(monitor));
    }

    // Each of the paths above has one number, which is folded.
    static string WithNumber(string route) => paths.Single(path => path == route || path[..path.LastIndexOf('/')] + "/{id}" == route);

    [Fact]
    public async Task An_unreachable_collector_costs_one_line_and_gets_everything_once_it_is_there()
    {
        await using var monitor = await StartExporting($"http://127.0.0.1:{NobodysPort}");
        await Load.Run(Lab, 5_000, paths);
        await Until.True(() => monitor.Errors.Contains("metrics do not reach", StringComparison.Ordinal), () => "a line");
        await Until.True(() => Failed(monitor) >= 5, () => "five exports failed");
        Assert.Single(Notices(monitor));
        await using var collector = await OtlpReceiver.Start(Lab.Gateway, "grpc", $"--port={NobodysPort}");
        await Until.True(() => Requests(collector) == 5_000, () => "all requests at the collector", 20);
        await Load.Run(Lab, 1_000, paths);
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(6_000UL, Requests(collector));
        Assert.Equal(2, Notices(monitor).Count());
        Assert.Contains("again, and nothing is missing", monitor.Errors);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
    }

    [Fact]
    public async Task A_collector_that_hangs_stops_neither_the_counting_nor_the_end()
    {
        await using var collector = await OtlpReceiver.Start(Lab.Gateway, "grpc");
        collector.Answer("""{"hang": true}""");
        await using var monitor = await StartExporting(collector.Url);
        await Load.Run(Lab, 20_000, paths);
        await Until.True(() => Lab.GatewayLog.Count == 20_000, () => "all lines in the log", 20);
        Assert.Equal(0, await monitor.Stop());
        Same.Tables(monitor.Last, "downstream", LogOrder(Lab.GatewayLog));
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
    }

    [Fact]
    public async Task The_next_monitor_goes_on_with_the_same_sums_and_the_same_start()
    {
        await using var collector = await OtlpReceiver.Start(Lab.Gateway, "grpc");
        var first = await StartExporting(collector.Url, "--bpffs", Lab.BpfFileSystem);
        await Load.Run(Lab, 1_000, paths);
        await Until.True(() => Requests(collector) == 1_000, () => "the first requests at the collector");
        var before = collector.Last(Duration);
        await Kill(first);
        await Load.Run(Lab, 2_000, paths);
        await using var second = await StartExporting(collector.Url, "--bpffs", Lab.BpfFileSystem);
        await Until.True(() => Requests(collector) == 3_000, () => "all requests at the collector");
        var after = collector.Last(Duration);
        Assert.Equal(before.Select(point => point.Start).Distinct(), after.Select(point => point.Start).Distinct());
        Assert.Equal(3_000UL, after.Aggregate(0UL, (sum, point) => sum + point.Count));
        Assert.Equal(before.Select(Attributes).Order(StringComparer.Ordinal), after.Select(Attributes).Order(StringComparer.Ordinal));

        // What the process counts of itself began with it.
        await Until.True(
            () => collector.Last("kong_monitor.otlp.exports").All(point => point.Start > before[0].Start), () => "exports counted from the second start on");
        await second.Stop();
    }

    [Theory]
    [InlineData("ftp://127.0.0.1:4317")]
    [InlineData("127.0.0.1")]
    public async Task A_wrong_URL_is_refused_before_anything_is_attached(string url)
    {
        await using var monitor = MonitorProcess.Start(Lab.Gateway, "--interface", "eth0", "--lang", "en", "--otlp", url);
        Assert.Equal(2, await monitor.Exited());
        Assert.Equal($"kong-ebpf-monitor: --otlp cannot be '{url}': give http://HOST:PORT or https://HOST:PORT, without user and password", monitor.Errors);
    }

    static string Attributes(OtlpPoint point) => string.Join(' ', point.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    static ulong Requests(OtlpReceiver collector) =>
        collector.Last("kong_monitor.requests").FirstOrDefault(point => point.Attribute("leg") == "downstream")?.Count ?? 0;

    decimal Failed(MonitorProcess monitor) =>
        monitor.HasExited ? 0 : Scraped().Sum("kong_monitor_otlp_exports_total", ("outcome", "failed"));

    // As precise as the JSON.
    static ulong Microseconds(DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).TotalMicroseconds;

    /// <summary>What it said beside the place of its own endpoint.</summary>
    static IEnumerable<string> Notices(MonitorProcess monitor) => monitor.Errors.Split('\n').Skip(1);

    Task<MonitorProcess> StartExporting(string url, params string[] more)
    {
        string[] variables = ["OTEL_METRIC_EXPORT_INTERVAL=300", .. more.Where(word => word.StartsWith("OTEL_", StringComparison.Ordinal))];
        return MonitorProcess.StartThrough(
            ["env", .. variables],
            Lab.Gateway,
            [
                "--interface", "eth0", "--format", "json", "--lang", "en", "--no-events", "--listen", "9465",
                "--otlp", url, .. more.Except(variables),
            ]).Attached("eth0");
    }
}
