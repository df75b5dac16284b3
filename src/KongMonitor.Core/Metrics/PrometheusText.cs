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
    const int Punctuation = 16; // "_bucket{", a comma, the end of the line
    const int BucketEnding = 40; // le="18446744073.709551615"}
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
        var text = new Utf8Text(writer.GetSpan(MostBytes()));
        if (metric.Kind == MetricKind.Histogram)
        {
            WriteBuckets(ref text, point);
            Sample(ref text, "_sum"u8, point.Value, metric.Scale);
            Sample(ref text, "_count"u8, point.Count, MetricScale.One);
        }
        else
        {
            Sample(ref text, default, point.Value, metric.Scale);
        }

        writer.Advance(text.Length);
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

    int MostBytes()
    {
        var line = name.Length + labels.WrittenCount + Punctuation + PrometheusNumber.MostDigits;
        return (endings.Length * (line + BucketEnding)) + (2 * line);
    }

    void WriteBuckets(ref Utf8Text text, in MetricPoint point)
    {
        var start = text.Length;
        text.Append(name);
        text.Append("_bucket{"u8);
        text.Append(labels.WrittenSpan);
        text.Append(labels.WrittenCount == 0 ? default : ","u8);
        ReadOnlySpan<byte> beginning = text.Written[start..];
        ulong count = 0;
        for (var i = 0; i < endings.Length; i++)
        {
            count += point.Buckets[i];
            text.Append(i == 0 ? default : beginning);
            text.Append(endings[i]);
            text.AppendNumber(count, MetricScale.One);
            text.Append("\n"u8);
        }
    }

    void Sample(ref Utf8Text text, ReadOnlySpan<byte> ending, ulong value, MetricScale scale)
    {
        text.Append(name);
        text.Append(ending);
        if (labels.WrittenCount > 0)
        {
            text.Append("{"u8);
            text.Append(labels.WrittenSpan);
            text.Append("}"u8);
        }

        text.Append(" "u8);
        text.AppendNumber(value, scale);
        text.Append("\n"u8);
    }

    void Write(string text) => writer.Advance(Encoding.UTF8.GetBytes(text, writer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
