// SPDX-License-Identifier: MIT
using KongMonitor.Core.Metrics;

namespace KongMonitor.Otlp.Messages;

/// <summary>Writes a metric (metrics.proto), a part of its points at a time; each part is a whole Metric.</summary>
sealed class MetricWriter
{
    const int Metrics = 2;
    const int Name = 1;
    const int Description = 2;
    const int Unit = 3;
    const int Gauge = 5;
    const int Sum = 7;
    const int Histogram = 9;
    const int DataPoints = 1;
    const int Temporality = 2;
    const int Cumulative = 2;
    const int IsMonotonic = 3;
    readonly ProtoWriter writer;
    readonly Metric metric;
    readonly PointWriter pointWriter;

    public MetricWriter(ProtoWriter writer, MetricSet set, Metric metric)
    {
        this.writer = writer;
        this.metric = metric;
        pointWriter = new PointWriter(writer, set, metric);
    }

    /// <summary>
    /// Writes points from <paramref name="first"/> on: at least one, at most <paramref name="most"/>, and none once the
    /// request has reached its full size. Returns how many.
    /// </summary>
    public int Write(int first, int most, int fullSize)
    {
        var inMetric = writer.Begin(Metrics);
        writer.Text(Name, metric.Name);
        writer.Text(Description, metric.Help);
        writer.Text(Unit, metric.Unit);
        var inData = writer.Begin(metric.Kind switch
        {
            MetricKind.Gauge => Gauge,
            MetricKind.Histogram => Histogram,
            _ => Sum,
        });
        var end = Math.Min(first + most, metric.Points.Length);
        var next = first;
        do
        {
            var inPoint = writer.Begin(DataPoints);
            pointWriter.Write(metric.Points[next++]);
            writer.End(inPoint);
        }
        while (next < end && writer.Length < fullSize);

        WriteKind();
        writer.End(inData);
        writer.End(inMetric);
        return next - first;
    }

    void WriteKind()
    {
        if (metric.Kind != MetricKind.Gauge)
        {
            writer.Number(Temporality, Cumulative);
        }

        if (metric.Kind == MetricKind.Counter)
        {
            writer.Number(IsMonotonic, 1);
        }
    }
}
