// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Text;
using CsCheck;
using KongMonitor.Core.Metrics;

namespace KongMonitor.CoreTests.Metrics;

public sealed class PrometheusTextTests
{
    static readonly Metric duration = new()
    {
        Name = "http.server.request.duration",
        Help = "How long.",
        Kind = MetricKind.Histogram,
        Unit = "s",
        Scale = MetricScale.Nanoseconds,
        Bounds = [64_000, 1_000_000_000],
        Points = [new([new("http.request.method", "GET"), new("http.route", "/a")], 1_500_000_001, [2, 0, 3])],
    };

    [Fact]
    public void A_histogram_has_cumulated_buckets_its_sum_and_its_count() => Assert.Equal(
        """
        # HELP http_server_request_duration_seconds How long.
        # TYPE http_server_request_duration_seconds histogram
        http_server_request_duration_seconds_bucket{http_request_method="GET",http_route="/a",le="0.000064"} 2
        http_server_request_duration_seconds_bucket{http_request_method="GET",http_route="/a",le="1.0"} 2
        http_server_request_duration_seconds_bucket{http_request_method="GET",http_route="/a",le="+Inf"} 5
        http_server_request_duration_seconds_sum{http_request_method="GET",http_route="/a"} 1.500000001
        http_server_request_duration_seconds_count{http_request_method="GET",http_route="/a"} 5

        """,
        Write(false, duration));

    [Fact]
    public void A_histogram_without_labels_has_le_alone() => Assert.Contains(
        "\nhttp_server_request_duration_seconds_bucket{le=\"0.000064\"} 0\n",
        Write(false, duration with { Points = [new([], 0, [0, 0, 0])] }));

    [Fact]
    public void A_counter_ends_in_total_and_its_family_in_OpenMetrics_does_not()
    {
        var counter = new Metric { Name = "kong_monitor.traffic", Help = "Bytes.", Kind = MetricKind.Counter, Unit = "By", Points = [new([], ulong.MaxValue)] };
        Assert.Equal(
            """
            # HELP kong_monitor_traffic_bytes_total Bytes.
            # TYPE kong_monitor_traffic_bytes_total counter
            kong_monitor_traffic_bytes_total 18446744073709551615

            """,
            Write(false, counter));
        Assert.Equal(
            """
            # HELP kong_monitor_traffic_bytes Bytes.
            # TYPE kong_monitor_traffic_bytes counter
            # UNIT kong_monitor_traffic_bytes bytes
            kong_monitor_traffic_bytes_total 18446744073709551615
            # EOF

            """,
            Write(true, counter));
    }

    [Theory]
    [InlineData(MetricKind.UpDownCounter)]
    [InlineData(MetricKind.Gauge)]
    public void What_may_fall_is_a_gauge(MetricKind kind) => Assert.Contains(
        "# TYPE http_server_active_requests gauge\nhttp_server_active_requests{container_name=\"a\"} 3\n",
        Write(false, new Metric
        {
            Name = "http.server.active_requests",
            Help = "Now.",
            Kind = kind,
            Unit = "{request}",
            Points = [new([new("container.name", "a")], 3)],
        }));

    [Fact]
    public void A_metric_without_points_is_left_out() => Assert.Equal("# EOF\n", Write(true, duration with { Points = [] }));

    [Fact]
    public void Labels_are_escaped_so_that_no_value_ends_its_label_or_its_line()
    {
        const string hostile = "a\"} 1\nfake{x=\"\\";
        var text = Write(false, duration with { Points = [new([new("http.route", hostile)], 0, [0, 0, 0])] });
        Assert.Contains("""_count{http_route="a\"} 1\nfake{x=\"\\"} 0""", text);
        Assert.All(text.Split('\n')[2..^1], line => Assert.StartsWith("http_server_request_duration_seconds_", line));
    }

    [Fact]
    public void Any_value_of_a_label_can_be_read_back() => Gen.String.Sample(value =>
    {
        var text = Write(false, duration with { Points = [new([new("x", value)], 0, [0, 0, 0])] });
        var label = text.Split('\n').Single(line => line.Contains("_count", StringComparison.Ordinal)).Split("{x=\"", 2)[1];
        return Unescaped(label[..label.LastIndexOf("\"} ", StringComparison.Ordinal)]) == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
    });

    [Theory]
    [InlineData(0UL, "0")]
    [InlineData(1UL, "0.000000001")]
    [InlineData(120_000_000UL, "0.12")]
    [InlineData(1_000_000_000UL, "1")]
    [InlineData(18_446_744_073_709_551_615UL, "18446744073.709551615")]
    public void Seconds_are_written_to_the_nanosecond(ulong nanoseconds, string seconds) =>
        Assert.Contains($"_sum {seconds}\n", Write(false, duration with { Points = [new([], nanoseconds, [0, 0, 0])] }));

    [Fact]
    public void Decimal_numbers_lose_nothing() => Gen.ULong.Sample(nanoseconds =>
    {
        var text = Write(false, duration with { Points = [new([], nanoseconds, [0, 0, 0])] });
        var sum = text.Split('\n').Single(line => line.Contains("_sum ", StringComparison.Ordinal)).Split(' ')[1];
        return decimal.Parse(sum, System.Globalization.CultureInfo.InvariantCulture) * 1_000_000_000 == nanoseconds;
    });

    static string Unescaped(string label)
    {
        var text = new StringBuilder();
        for (var i = 0; i < label.Length; i++)
        {
            text.Append(label[i] != '\\' ? label[i] : label[++i] == 'n' ? '\n' : label[i]);
        }

        return text.ToString();
    }

    static string Write(bool isOpenMetrics, params Metric[] metrics)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var text = new PrometheusText(new(default, default, [.. metrics]), buffer, isOpenMetrics);
        while (text.WriteNext())
        {
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
