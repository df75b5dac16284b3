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
    const int Punctuation = 16; // "_bucket{", a comma and the end of the line
    readonly MetricSet set;
    readonly IBufferWriter<byte> writer;
    readonly bool isOpenMetrics;
    readonly ArrayBufferWriter<byte> labels = new(512);
    byte[] name = [];
    byte[][] endings = [];
    int metrics;
    int points;
    bool ended;

    /// <param name="set">What is written.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="isOpenMetrics">Whether it is OpenMetrics.</param>
    public PrometheusText(MetricSet set, IBufferWriter<byte> writer, bool isOpenMetrics)
    {
        this.set = set;
        this.writer = writer;
        this.isOpenMetrics = isOpenMetrics;
    }

    /// <summary>The content type of a format.</summary>
    public static string ContentType(bool isOpenMetrics) => isOpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Writes the next piece, some kilobytes at most; false when all was written. So whoever sends it can wait in between.</summary>
    public bool WriteNext()
    {
        while (metrics < set.Metrics.Length && set.Metrics[metrics].Points.IsEmpty)
        {
            metrics++;
        }

        if (metrics < set.Metrics.Length)
        {
            WritePoint(set.Metrics[metrics]);
            return true;
        }

        if (ended || !isOpenMetrics)
        {
            return false;
        }

        Write("# EOF\n");
        ended = true;
        return true;
    }

    void WritePoint(Metric metric)
    {
        if (points == 0)
        {
            WriteHead(metric);
        }

        var point = metric.Points[points];
        labels.ResetWrittenCount();
        PrometheusLabels.Write(labels, point.Labels);
        if (metric.Kind == MetricKind.Histogram)
        {
            WriteBuckets(point);
            Sample("_sum"u8, point.Value, metric.Scale);
            Sample("_count"u8, point.Count, MetricScale.One);
        }
        else
        {
            Sample(default, point.Value, metric.Scale);
        }

        if (++points == metric.Points.Length)
        {
            points = 0;
            metrics++;
        }
    }

    void WriteHead(Metric metric)
    {
        // OpenMetrics names a counter's family without the ending of its samples.
        var family = PrometheusName.Of(metric, withTotal: !isOpenMetrics);
        var type = metric.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        };
        Write($"# HELP {family} {metric.Help}\n# TYPE {family} {type}\n");
        if (isOpenMetrics && PrometheusName.UnitName(metric.Unit) is { } unit)
        {
            Write($"# UNIT {family} {unit}\n");
        }

        name = Encoding.UTF8.GetBytes(PrometheusName.Of(metric));
        endings = metric.Kind == MetricKind.Histogram ? BucketEndings(metric) : [];
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

    void WriteBuckets(in MetricPoint point)
    {
        ulong count = 0;
        for (var i = 0; i < endings.Length; i++)
        {
            count += point.Buckets[i];
            var line = Start(endings[i].Length, out var length);
            Append(line, ref length, "_bucket{"u8);
            Append(line, ref length, labels.WrittenSpan);
            Append(line, ref length, labels.WrittenCount == 0 ? default : ","u8);
            Append(line, ref length, endings[i]);
            End(line, length, count, MetricScale.One);
        }
    }

    void Sample(ReadOnlySpan<byte> ending, ulong value, MetricScale scale)
    {
        var line = Start(ending.Length, out var length);
        Append(line, ref length, ending);
        if (labels.WrittenCount > 0)
        {
            Append(line, ref length, "{"u8);
            Append(line, ref length, labels.WrittenSpan);
            Append(line, ref length, "}"u8);
        }

        Append(line, ref length, " "u8);
        End(line, length, value, scale);
    }

    Span<byte> Start(int more, out int length)
    {
        var line = writer.GetSpan(name.Length + labels.WrittenCount + more + Punctuation + PrometheusNumber.MostDigits);
        length = 0;
        Append(line, ref length, name);
        return line;
    }

    void End(Span<byte> line, int length, ulong value, MetricScale scale)
    {
        length += PrometheusNumber.Format(value, scale, line[length..]);
        line[length] = (byte)'\n';
        writer.Advance(length + 1);
    }

    static void Append(Span<byte> line, ref int length, ReadOnlySpan<byte> text)
    {
        text.CopyTo(line[length..]);
        length += text.Length;
    }

    void Write(string text) => writer.Advance(Encoding.UTF8.GetBytes(text, writer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
