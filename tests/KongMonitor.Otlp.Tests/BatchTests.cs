// SPDX-License-Identifier: MIT
using System.Text.Json;
using CsCheck;
using KongMonitor.Core.Metrics;
using KongMonitor.Otlp.Messages;
using KongMonitor.OtlpTests.Support;

namespace KongMonitor.OtlpTests;

/// <summary>How metrics are cut into requests.</summary>
public class BatchTests(Receivers receivers) : ProtocolTest(receivers)
{
    const int Refused = 1_000_000;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(500, 1)]
    [InlineData(501, 2)]
    [InlineData(1200, 3)]
    public void A_request_has_at_most_500_points(int points, int requests)
    {
        var counts = new MetricRequests(Options().Resource).Of(Samples.Set(Samples.Series(points))).Select(request => request.Points).ToList();

        Assert.Equal(requests, counts.Count);
        Assert.Equal(points, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, 1, MetricRequests.MostPoints));
    }

    [Fact]
    public void A_request_of_the_longest_labels_is_far_below_what_collectors_refuse()
    {
        var labels = Enumerable.Range(0, 20).Select(i => new MetricLabel($"label.{i}", new string('x', 512))).ToArray();
        var set = Samples.Set(Samples.Counter([.. Enumerable.Range(0, 300).Select(i => Samples.Point((ulong)i, labels))]));

        var sizes = new MetricRequests(Options().Resource).Of(set).Select(request => request.Message.Length).ToList();

        Assert.True(sizes.Count > 1);
        Assert.All(sizes, size => Assert.InRange(size, 1, Refused / 2));
    }

    [Fact]
    public void Requests_of_metrics_without_points_are_none() =>
        Assert.Empty(new MetricRequests(Options().Resource).Of(Samples.Set(Samples.Counter(), Samples.Counter())));

    // Sizes around which a length takes another byte, and counts around which a request is full.
    [Fact]
    public async Task All_points_of_any_metrics_arrive_once_and_in_order()
    {
        var receiver = Receiver(OtlpProtocol.HttpProtobuf);
        var options = Options() with { Endpoint = new(receiver.Url, "/v1/metrics") };
        var metric = Gen.Select(
            Gen.OneOf(Gen.Int[0, 3], Gen.Int[498, 502], Gen.Int[900, 1100]),
            Gen.OneOf(Gen.Int[1, 4], Gen.Int[90, 130], Gen.Int[16_300, 16_400]));
        await metric.Array[0, 4].SampleAsync(
            async shapes =>
            {
                var set = Samples.Set([.. shapes.Select((shape, i) => Metric(i, shape.Item2 > 1000 ? shape.Item1 % 20 : shape.Item1, shape.Item2))]);
                await Exporting.Whole(options, set);

                var arrived = receiver.Received().SelectMany(request => request.Metrics)
                    .SelectMany(it => ReceivedRequest.Points(it).Select(point => Key(it, point)));
                Assert.Equal(set.Metrics.SelectMany(it => it.Points.Select(point => $"{it.Name} {point.Labels[0].Value} {point.Value}")), arrived);
            },
            iter: 30,
            threads: 1);
    }

    static Metric Metric(int number, int points, int labelLength)
    {
        var label = new MetricLabel("url.path", new string('p', labelLength));
        return Samples.Counter([.. Enumerable.Range(0, points).Select(i => Samples.Point((ulong)i, label))]) with { Name = $"metric.{number}" };
    }

    static string Key(JsonElement metric, JsonElement point) =>
        $"{metric.GetProperty("name").GetString()} {point.GetProperty("attributes")[0].GetProperty("value").GetProperty("stringValue").GetString()} {point.GetProperty("asInt").GetString()}";

    static OtlpOptions Options() => Samples.Options(OtlpProtocol.HttpProtobuf, new("http://127.0.0.1:9"));
}
