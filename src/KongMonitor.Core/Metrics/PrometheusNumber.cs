// SPDX-License-Identifier: MIT
using System.Buffers.Text;

namespace KongMonitor.Core.Metrics;

/// <summary>Whole numbers as decimal text, without rounding.</summary>
static class PrometheusNumber
{
    /// <summary>The longest: 20 digits and a point.</summary>
    public const int MostDigits = 24;

    const ulong NanosecondsPerSecond = 1_000_000_000;
    const int Decimals = 9;

    /// <summary>Writes a value in its scale, and returns how many bytes that were.</summary>
    public static int Format(ulong value, MetricScale scale, Span<byte> text)
    {
        if (scale == MetricScale.One)
        {
            Utf8Formatter.TryFormat(value, text, out var length);
            return length;
        }

        var (seconds, rest) = Math.DivRem(value, NanosecondsPerSecond);
        Utf8Formatter.TryFormat(seconds, text, out var written);
        if (rest == 0)
        {
            return written;
        }

        text[written++] = (byte)'.';
        Utf8Formatter.TryFormat(rest, text[written..], out _, new('D', Decimals));
        return text[..(written + Decimals)].TrimEnd((byte)'0').Length;
    }

    /// <summary>The same for the bound of a bucket, which is always written as a fraction (OpenMetrics 1.0, "Considerations: Canonical Numbers").</summary>
    public static int FormatBound(ulong value, MetricScale scale, Span<byte> text)
    {
        var length = Format(value, scale, text);
        if (text[..length].Contains((byte)'.'))
        {
            return length;
        }

        ".0"u8.CopyTo(text[length..]);
        return length + 2;
    }
}
