// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using KongMonitor.Core.Metrics;

namespace KongMonitor.Otlp.Messages;

/// <summary>Writes the fields of NumberDataPoint and HistogramDataPoint (metrics.proto).</summary>
sealed class PointWriter
{
    const int Start = 2;
    const int Time = 3;
    const int NumberDouble = 4;
    const int NumberInt = 6;
    const int NumberAttributes = 7;
    const int HistogramCount = 4;
    const int HistogramSum = 5;
    const int HistogramBuckets = 6;
    const int HistogramBounds = 7;
    const int HistogramAttributes = 9;
    const double NanosecondsPerSecond = 1e9;
    readonly ProtoWriter writer;
    readonly Metric metric;
    readonly ulong start;
    readonly ulong time;
    readonly ulong[] bounds;

    public PointWriter(ProtoWriter writer, MetricSet set, Metric metric)
    {
        this.writer = writer;
        this.metric = metric;
        start = UnixTime.Nanoseconds(metric.Since ?? set.Since);
        time = UnixTime.Nanoseconds(set.Time);
        bounds = [.. metric.Bounds.Select(bound => BitConverter.DoubleToUInt64Bits(Scaled(bound)))];
    }

    public void Write(in MetricPoint point)
    {
        // What a gauge shows has no beginning.
        if (metric.Kind != MetricKind.Gauge)
        {
            writer.Fixed(Start, start);
        }

        writer.Fixed(Time, time);
        if (metric.Kind == MetricKind.Histogram)
        {
            writer.Fixed(HistogramCount, point.Count);
            writer.Double(HistogramSum, Scaled(point.Value));
            writer.Fixed(HistogramBuckets, point.Buckets.AsSpan());
            writer.Fixed(HistogramBounds, bounds);
        }
        else if (metric.Scale == MetricScale.One)
        {
            writer.Fixed(NumberInt, point.Value);
        }
        else
        {
            writer.Double(NumberDouble, Scaled(point.Value));
        }

        var field = metric.Kind == MetricKind.Histogram ? HistogramAttributes : NumberAttributes;
        foreach (var label in point.Labels)
        {
            Attributes.Write(writer, field, label.Name, label.Value);
        }
    }

    double Scaled(ulong value) => metric.Scale == MetricScale.One ? value : value / NanosecondsPerSecond;
}
