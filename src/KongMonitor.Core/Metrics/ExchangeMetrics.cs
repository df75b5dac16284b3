// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>The metrics of HTTP itself, by OpenTelemetry's names: server for the downstream leg, client for the upstream leg.</summary>
static class ExchangeMetrics
{
    public static IEnumerable<Metric> Of(Snapshot snapshot) =>
        OfLeg(snapshot, Leg.Downstream, Semantic.ServerDuration, Semantic.ServerRequestBody, Semantic.ServerResponseBody, Semantic.ServerActive)
            .Concat(OfLeg(snapshot, Leg.Upstream, Semantic.ClientDuration, Semantic.ClientRequestBody, Semantic.ClientResponseBody, Semantic.ClientActive));

    static IEnumerable<Metric> OfLeg(Snapshot snapshot, Leg leg, string duration, string requestBody, string responseBody, string active)
    {
        var where = leg == Leg.Downstream ? "clients sent to the gateway" : "the gateway sent to services";
        var series = snapshot.Series.Where(row => row.Leg == leg).Select(row => (Row: row, Labels: ExchangeLabels.Of(row))).ToArray();
        yield return new Metric
        {
            Name = duration,
            Help = $"From the first byte of requests that {where} to the last byte of their responses, or until it was clear that none would come.",
            Kind = MetricKind.Histogram,
            Unit = Semantic.Seconds,
            Scale = MetricScale.Nanoseconds,
            Bounds = HistogramBounds.Duration,
            Points = [.. series.Select(pair => Point(pair.Labels, pair.Row.Duration))],
        };
        yield return Sizes(
            requestBody, $"Bytes in the bodies of requests that {where}, without chunk framing.", series.Select(pair => Point(pair.Labels, pair.Row.RequestBody)));
        yield return Sizes(
            responseBody,
            $"Bytes in the bodies of the responses to requests that {where}, without chunk framing.",
            series.Where(pair => pair.Row.IsOther || ExchangeStatuses.IsResponse(pair.Row.Status)).Select(pair => Point(pair.Labels, pair.Row.ResponseBody)));
        yield return new Metric
        {
            Name = active,
            Help = $"Requests that {where} and that have no whole response yet.",
            Kind = MetricKind.UpDownCounter,
            Unit = Semantic.Requests,
            Points = Active(snapshot, leg),
        };
    }

    static Metric Sizes(string name, string help, IEnumerable<MetricPoint> points) => new()
    {
        Name = name,
        Help = help,
        Kind = MetricKind.Histogram,
        Unit = Semantic.Bytes,
        Bounds = HistogramBounds.Size,
        Points = [.. points],
    };

    static MetricPoint Point(ImmutableArray<MetricLabel> labels, HistogramCounts counts) => new(labels, counts.Sum, counts.Buckets);

    // By container alone: requests whose names found no room are active as well.
    static ImmutableArray<MetricPoint> Active(Snapshot snapshot, Leg leg)
    {
        var points = snapshot.Containers.Where(row => row.Leg == leg)
            .Select(row => new MetricPoint(row.Label is { } label ? [new(Semantic.Container, label)] : [], row.InFlight)).ToImmutableArray();
        return points.IsEmpty ? [new([], 0)] : points;
    }
}
