// SPDX-License-Identifier: MIT
using KongMonitor.Core.Metrics;

namespace KongMonitor.OtlpTests.Support;

/// <summary>Metrics and options for tests.</summary>
static class Samples
{
    public static DateTimeOffset Since { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Time { get; } = Since.AddMinutes(90).AddTicks(1);

    public static MetricSet Set(params ReadOnlySpan<Metric> metrics) => new(Time, Since, [.. metrics]);

    public static MetricPoint Point(ulong value, params ReadOnlySpan<MetricLabel> labels) => new([.. labels], value);

    public static Metric Counter(params ReadOnlySpan<MetricPoint> points) => new()
    {
        Name = "kong.requests",
        Help = "Requests.",
        Kind = MetricKind.Counter,
        Unit = "{request}",
        Points = [.. points],
    };

    /// <summary>A counter of that many series.</summary>
    public static Metric Series(int count) =>
        Counter([.. Enumerable.Range(0, count).Select(i => Point((ulong)i, new MetricLabel("url.path", $"/{i}")))]);

    public static OtlpOptions Options(OtlpProtocol protocol, Uri url) => new()
    {
        Endpoint = protocol == OtlpProtocol.Grpc ? url : new(url, "/v1/metrics"),
        Protocol = protocol,
        FirstRetryDelay = TimeSpan.FromSeconds(8),
        Resource = new() { Version = "1.2.3", Attributes = [new("service.name", "gateway"), new("host.name", "here")] },
    };

    public static Func<CancellationToken, ValueTask<MetricSet>> Always(MetricSet set) => _ => ValueTask.FromResult(set);
}
