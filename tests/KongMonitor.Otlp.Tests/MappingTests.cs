// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.Core.Metrics;
using KongMonitor.OtlpTests.Support;

namespace KongMonitor.OtlpTests;

/// <summary>What the receiver reads of metrics.</summary>
public class MappingTests(Receivers receivers) : ProtocolTest(receivers)
{
    const string Start = "1772366400000000000";
    const string Time = "1772371800000000100";

    [Fact]
    public Task A_counter_is_a_monotonic_cumulative_sum() => Reads(
        Samples.Counter(Samples.Point(9_007_199_254_740_993, new MetricLabel("http.request.method", "GET"), new MetricLabel("http.response.status_code", "200"))),
        """
        {"name":"kong.requests","description":"Requests.","unit":"{request}","data":"sum","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{
          "startTimeUnixNano":"START","timeUnixNano":"TIME","value":"asInt","asInt":"9007199254740993","exemplars":[],"attributes":[
          {"key":"http.request.method","value":{"value":"stringValue","stringValue":"GET"}},
          {"key":"http.response.status_code","value":{"value":"intValue","intValue":"200"}}]}]}}
        """);

    [Fact]
    public Task An_up_down_counter_is_a_cumulative_sum_that_may_fall() => Reads(
        Samples.Counter(Samples.Point(3)) with { Kind = MetricKind.UpDownCounter },
        """
        {"name":"kong.requests","description":"Requests.","unit":"{request}","data":"sum","sum":{"aggregationTemporality":2,"dataPoints":[{
          "startTimeUnixNano":"START","timeUnixNano":"TIME","value":"asInt","asInt":"3","exemplars":[],"attributes":[]}]}}
        """);

    [Fact]
    public Task A_gauge_has_a_time_and_no_start() => Reads(
        Samples.Counter(Samples.Point(1_500_000_000)) with { Kind = MetricKind.Gauge, Unit = "s", Scale = MetricScale.Nanoseconds },
        """
        {"name":"kong.requests","description":"Requests.","unit":"s","data":"gauge","gauge":{"dataPoints":[{
          "timeUnixNano":"TIME","value":"asDouble","asDouble":1.5,"exemplars":[],"attributes":[]}]}}
        """);

    [Fact]
    public Task A_histogram_keeps_its_buckets_and_has_its_bounds_and_sum_in_seconds() => Reads(
        Histogram("s", [1_000_000, 2_500_000_000], new([new("leg", "upstream")], 7_000_000_001, [1, 0, 2])) with { Scale = MetricScale.Nanoseconds },
        """
        {"name":"kong.requests","description":"Requests.","unit":"s","data":"histogram","histogram":{"aggregationTemporality":2,"dataPoints":[{
          "startTimeUnixNano":"START","timeUnixNano":"TIME","count":"3","sum":7.000000001,"_sum":"sum","bucketCounts":["1","0","2"],
          "explicitBounds":[0.001,2.5],"exemplars":[],"attributes":[{"key":"leg","value":{"value":"stringValue","stringValue":"upstream"}}]}]}}
        """);

    [Fact]
    public Task A_histogram_of_bytes_has_whole_bounds() => Reads(
        Histogram("By", [1024], new([], 1_000_000, [0, 5])),
        """
        {"name":"kong.requests","description":"Requests.","unit":"By","data":"histogram","histogram":{"aggregationTemporality":2,"dataPoints":[{
          "startTimeUnixNano":"START","timeUnixNano":"TIME","count":"5","sum":1000000,"_sum":"sum","bucketCounts":["0","5"],
          "explicitBounds":[1024],"exemplars":[],"attributes":[]}]}}
        """);

    [Fact]
    public async Task A_request_says_whose_metrics_they_are_and_who_measured()
    {
        var receiver = Receiver(OtlpProtocol.HttpProtobuf);
        await Exporting.Whole(Samples.Options(OtlpProtocol.HttpProtobuf, receiver.Url), OnePoint);

        var resource = Assert.Single(receiver.Received()).Request.GetProperty("resourceMetrics")[0];
        var scope = resource.GetProperty("scopeMetrics")[0].GetProperty("scope");
        Assert.Equal(
            ["service.name=gateway", "host.name=here"],
            resource.GetProperty("resource").GetProperty("attributes").EnumerateArray()
                .Select(it => $"{it.GetProperty("key").GetString()}={it.GetProperty("value").GetProperty("stringValue").GetString()}"));
        Assert.Equal(("kong-ebpf-monitor", "1.2.3"), (scope.GetProperty("name").GetString(), scope.GetProperty("version").GetString()));
    }

    static Metric Histogram(string unit, ulong[] bounds, MetricPoint point) =>
        Samples.Counter(point) with { Kind = MetricKind.Histogram, Unit = unit, Bounds = [.. bounds] };

    async Task Reads(Metric metric, string expected)
    {
        var receiver = Receiver(OtlpProtocol.HttpProtobuf);
        await Exporting.Whole(Samples.Options(OtlpProtocol.HttpProtobuf, receiver.Url), Samples.Set(metric));

        var read = Assert.Single(Assert.Single(receiver.Received()).Metrics);
        var wanted = expected.Replace("START", Start, StringComparison.Ordinal).Replace("TIME", Time, StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(wanted).RootElement, WithoutEmpty(read)), read.GetRawText());
    }

    // protobufjs shows all lists, also those of fields that we never write.
    static JsonElement WithoutEmpty(JsonElement metric) => JsonDocument.Parse(
        metric.GetRawText().Replace("\"metadata\":[],", "", StringComparison.Ordinal).Replace(",\"metadata\":[]", "", StringComparison.Ordinal)).RootElement;
}
