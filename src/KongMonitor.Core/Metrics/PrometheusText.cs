// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Text;

namespace KongMonitor.Core.Metrics;

/// <summary>
/// Metrics as Prometheus's text format 0.0.4 or as OpenMetrics 1.0. Every number is written exactly as it is; a point of
/// a histogram becomes its cumulated buckets, sum and count.
/// </summary>
public sealed class PrometheusText
{
    readonly IBufferWriter<byte> writer;
    readonly bool isOpenMetrics;
    readonly Action flush;
    readonly ArrayBufferWriter<byte> labels = new(512);

    /// <param name="writer">Where the text goes.</param>
    /// <param name="isOpenMetrics">Whether it is OpenMetrics.</param>
    /// <param name="flush">Called between points, so that long texts need no long buffer.</param>
    public PrometheusText(IBufferWriter<byte> writer, bool isOpenMetrics, Action flush)
    {
        this.writer = writer;
        this.isOpenMetrics = isOpenMetrics;
        this.flush = flush;
    }

    /// <summary>The content type of a format.</summary>
    public static string ContentType(bool isOpenMetrics) => isOpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes all of it.</summary>
    public void Write(MetricSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        foreach (var metric in set.Metrics)
        {
            if (!metric.Points.IsEmpty)
            {
                WriteHead(metric);
                WritePoints(metric);
            }
        }

        if (isOpenMetrics)
        {
            writer.Write("# EOF\n"u8);
        }
    }

    void WriteHead(Metric metric)
    {
        // OpenMetrics names a counter's family without the ending of its samples.
        var name = PrometheusName.Of(metric, withTotal: !isOpenMetrics);
        var type = metric.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        };
        Write($"# HELP {name} {metric.Help}\n# TYPE {name} {type}\n");
        if (isOpenMetrics && PrometheusName.UnitName(metric.Unit) is { } unit)
        {
            Write($"# UNIT {name} {unit}\n");
        }
    }

    void WritePoints(Metric metric)
    {
        var name = Encoding.UTF8.GetBytes(PrometheusName.Of(metric));
        var endings = metric.Kind == MetricKind.Histogram ? BucketEndings(metric) : [];
        foreach (var point in metric.Points)
        {
            labels.ResetWrittenCount();
            PrometheusLabels.Write(labels, point.Labels);
            if (metric.Kind == MetricKind.Histogram)
            {
                WriteBuckets(name, endings, point);
                Sample(name, "_sum"u8, point.Value, metric.Scale);
                Sample(name, "_count"u8, point.Count, MetricScale.One);
            }
            else
            {
                Sample(name, default, point.Value, metric.Scale);
            }

            flush();
        }
    }

    // What follows the labels of each bucket, up to its number.
    static byte[][] BucketEndings(Metric metric)
    {
        Span<byte> text = stackalloc byte[PrometheusNumber.MostDigits];
        var endings = new byte[metric.Bounds.Length + 1][];
        for (var i = 0; i < metric.Bounds.Length; i++)
        {
            var length = PrometheusNumber.FormatBound(metric.Bounds[i], metric.Scale, text);
            endings[i] = [.. "le=\""u8, .. text[..length], .. "\"} "u8];
        }

        endings[^1] = "le=\"+Inf\"} "u8.ToArray();
        return endings;
    }

    void WriteBuckets(ReadOnlySpan<byte> name, byte[][] endings, in MetricPoint point)
    {
        ulong count = 0;
        for (var i = 0; i < endings.Length; i++)
        {
            count += point.Buckets[i];
            var most = name.Length + labels.WrittenCount + endings[i].Length + PrometheusNumber.MostDigits + 16;
            var line = writer.GetSpan(most);
            var length = Append(line, 0, name);
            length = Append(line, length, "_bucket{"u8);
            length = Append(line, length, labels.WrittenSpan);
            length = labels.WrittenCount == 0 ? length : Append(line, length, ","u8);
            length = Append(line, length, endings[i]);
            length += PrometheusNumber.Format(count, MetricScale.One, line[length..]);
            line[length] = (byte)'\n';
            writer.Advance(length + 1);
        }
    }

    static int Append(Span<byte> line, int length, ReadOnlySpan<byte> text)
    {
        text.CopyTo(line[length..]);
        return length + text.Length;
    }

    void Sample(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ending, ulong value, MetricScale scale)
    {
        writer.Write(name);
        writer.Write(ending);
        if (labels.WrittenCount > 0)
        {
            writer.Write("{"u8);
            writer.Write(labels.WrittenSpan);
            writer.Write("}"u8);
        }

        writer.Write(" "u8);
        var number = writer.GetSpan(PrometheusNumber.MostDigits);
        writer.Advance(PrometheusNumber.Format(value, scale, number));
        writer.Write("\n"u8);
    }

    void Write(string text) => Encoding.UTF8.GetBytes(text, writer);
}
