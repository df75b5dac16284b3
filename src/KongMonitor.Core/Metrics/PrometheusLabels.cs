// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace KongMonitor.Core.Metrics;

/// <summary>Attributes as <c>name="value",…</c>. In a value a backslash, a quotation mark and a line break are escaped.</summary>
static class PrometheusLabels
{
    static readonly SearchValues<char> special = SearchValues.Create("\\\"\n");

    public static void Write(IBufferWriter<byte> writer, ImmutableArray<MetricLabel> labels)
    {
        var first = true;
        foreach (var label in labels)
        {
            writer.Write(first ? default : ","u8);
            first = false;
            Encoding.UTF8.GetBytes(PrometheusName.Label(label.Name), writer);
            writer.Write("=\""u8);
            WriteValue(writer, label.Value);
            writer.Write("\""u8);
        }
    }

    static void WriteValue(IBufferWriter<byte> writer, ReadOnlySpan<char> value)
    {
        while (value.IndexOfAny(special) is >= 0 and var index)
        {
            Encoding.UTF8.GetBytes(value[..index], writer);
            writer.Write(value[index] switch
            {
                '\\' => "\\\\"u8,
                '"' => "\\\""u8,
                _ => "\\n"u8,
            });
            value = value[(index + 1)..];
        }

        Encoding.UTF8.GetBytes(value, writer);
    }
}
