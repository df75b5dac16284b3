// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Metrics;

/// <summary>Three gateways with a monitor each, watched by a real Prometheus; one monitor is killed and started again under load.</summary>
public sealed class FleetTests : IAsyncDisposable
{
    const int Gateways = 3;
    const int Scrapes = 5; // that all samples of a moment surely came with
    const string Count = "http_server_request_duration_seconds_count";
    const string Buckets = "http_server_request_duration_seconds_bucket";
    static readonly TimeSpan interval = TimeSpan.FromMilliseconds(500);
    static readonly string[] fast = ["/users", "/orders/201", "/gone/404", "/broken/500", "/direct/200/7"];
    readonly List<MonitorProcess> monitors = [];

    [Fact]
    public async Task Prometheus_over_a_fleet_has_every_request_of_nginxs_logs()
    {
        Assert.SkipUnless(Lab.IsPossible, "needs root: it makes network namespaces and loads BPF programs");
        using var fleet = new Fleet(Gateways);
        for (var number = 0; number < Gateways; number++)
        {
            monitors.Add(await fleet.StartMonitor(number));
        }

        // An increase needs a first sample: every series is there before the time that is measured.
        await Task.WhenAll(fleet.Labs.Select(Warm));
        await using var prometheus = await PrometheusServer.Start(fleet.Watcher, Configuration(fleet));
        await Until.True(() => prometheus.Value($"sum({Count})") == Requests(fleet), () => "all series are scraped", 20);
        await Until.True(() => prometheus.Value($"min(count_over_time({Count}[1m]))") >= Scrapes, () => "several samples of each", 20);
        var start = DateTimeOffset.UtcNow;
        var before = fleet.Labs.Select(lab => lab.GatewayLog.Count).ToArray();

        var load = Task.WhenAll(fleet.Labs.Select(async lab => await Task.WhenAll(Load.Run(lab, 30_000, fast), Load.Run(lab, 4, 24, ["/slow/1m.bin"]))));
        await Restart(fleet, number: 1);
        await load;
        await Until.True(() => prometheus.Value($"sum({Count})") == Requests(fleet), () => $"all of {Requests(fleet)} requests are scraped, there are {prometheus.Value($"sum({Count})")}", 20);
        await Task.Delay(interval * Scrapes, TestContext.Current.CancellationToken);

        var after = fleet.Labs.Select(lab => lab.GatewayLog.Lines).ToArray();
        var truth = after.Zip(before).Select(pair => pair.First.Skip(pair.Second).ToArray()).ToArray();
        Increases(fleet, prometheus, start, truth);
        Quantiles(prometheus, start, truth);
        Assert.Equal(0, prometheus.Value("sum(kong_monitor_losses_total)"));
        Assert.All(prometheus.Query("max_over_time(up[1m])"), series => Assert.Equal(1, series.Value));
        Rules(prometheus);
        await Task.WhenAll(monitors.Where(monitor => !monitor.HasExited).Select(monitor => monitor.Stop()));
    }

    // From one sample to another: over such a time Prometheus has nothing to extrapolate.
    static void Increases(Fleet fleet, PrometheusServer prometheus, DateTimeOffset start, LogLine[][] truth)
    {
        foreach (var (target, lines) in fleet.Targets.Zip(truth))
        {
            var times = prometheus.Times($"{Count}{{instance=\"{target}\"}}", start - interval * Scrapes);
            var milliseconds = (times[^1] - times[0]).TotalMilliseconds;
            var range = $"{{instance=\"{target}\"}}[{milliseconds.ToString(CultureInfo.InvariantCulture)}ms]";
            Assert.Equal(lines.Length, prometheus.Value($"sum(increase({Count}{range}))", times[^1]), 1e-6);
            Assert.Equal(lines.Length * 1000 / milliseconds, prometheus.Value($"sum(rate({Count}{range}))", times[^1]), 1e-6);
            Assert.Equal(
                lines.Count(line => line.Exchange.Status == 500),
                prometheus.Value($"sum(increase({Count}{range.Replace("}[", ",error_type=\"500\"}[", StringComparison.Ordinal)}))", times[^1]), 1e-6);
        }

        // As users ask, over all of them and a time that fits no sample: Prometheus extrapolates by a sample's distance at most.
        var all = truth.Sum(lines => lines.Length);
        var seconds = Math.Ceiling((DateTimeOffset.UtcNow - start).TotalSeconds);
        var tolerance = 3 * interval / TimeSpan.FromSeconds(seconds);
        Assert.InRange(prometheus.Value($"sum(increase({Count}[{seconds}s]))"), all * (1 - tolerance), all * (1 + tolerance));
    }

    static void Quantiles(PrometheusServer prometheus, DateTimeOffset start, LogLine[][] truth)
    {
        var seconds = Math.Ceiling((DateTimeOffset.UtcNow - start).TotalSeconds);
        var sorted = truth.SelectMany(lines => lines).Where(line => line.Exchange.Path == "/slow/1m.bin").Select(line => line.Seconds).Order().ToArray();
        foreach (var quantile in (double[])[0.5, 0.95])
        {
            var time = (double)sorted[(int)Math.Ceiling(sorted.Length * quantile) - 1];
            var shown = prometheus.Value(string.Create(
                CultureInfo.InvariantCulture, $"histogram_quantile({quantile}, sum by (le) (increase({Buckets}{{http_route=\"/slow/1m.bin\"}}[{seconds}s])))"));
            Assert.InRange(shown, BoundBelow(time - 0.005), BoundBelow(time + 0.005) * 2);
        }

        // Nearly all requests are fast ones.
        var median = prometheus.Value($"histogram_quantile(0.5, sum by (le) (increase({Buckets}[{seconds}s])))");
        Assert.InRange(median, 0, 0.064);
    }

    // Buckets end at 64 us, 128 us, 256 us, …
    static double BoundBelow(double seconds) => 64e-6 * Math.Pow(2, Math.Ceiling(Math.Log2(seconds / 64e-6)) - 1);

    // The rules of deploy/prometheus are loaded: each was evaluated, and nothing is wrong in a healthy fleet.
    static void Rules(PrometheusServer prometheus)
    {
        var rules = prometheus.Get("/api/v1/rules").GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray()).ToArray();
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Equal("ok", rule.GetProperty("health").GetString()));
    }

    async Task Restart(Fleet fleet, int number)
    {
        await Task.Delay(interval, TestContext.Current.CancellationToken);
        monitors[number].Signal(Native.SIGKILL);
        await monitors[number].Exited();
        await Task.Delay(2 * interval, TestContext.Current.CancellationToken);
        monitors.Add(await fleet.StartMonitor(number));
    }

    static Task Warm(Lab lab) => Load.Run(lab, 1, fast.Length + 1, [.. fast, "/slow/1m.bin"]);

    static int Requests(Fleet fleet) => fleet.Labs.Sum(lab => lab.GatewayLog.Count);

    static string Configuration(Fleet fleet) => $"""
        global:
          scrape_interval: {interval.TotalMilliseconds}ms
          scrape_timeout: {interval.TotalMilliseconds}ms
          evaluation_interval: 1s
        rule_files:
          - {Path.Combine(Repository.Root, "deploy", "prometheus", "recording.yml")}
          - {Path.Combine(Repository.Root, "deploy", "prometheus", "alerts.yml")}
        scrape_configs:
          - job_name: kong-ebpf-monitor
            static_configs:
              - targets: [{string.Join(", ", fleet.Targets)}]
        """;

    public async ValueTask DisposeAsync()
    {
        foreach (var monitor in monitors)
        {
            await monitor.DisposeAsync();
        }
    }
}
