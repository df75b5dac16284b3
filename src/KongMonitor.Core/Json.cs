// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>What all JSON objects have in common.</summary>
public static class Json
{
    /// <summary>How to write: letters of all scripts as they are, what means something in HTML escaped.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        SkipValidation = true,
    };

    /// <summary>A time, or null.</summary>
    public static void WriteTime(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[32];
        known.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.ffffffZ", null);
        json.WriteString(name, text[..length]);
    }

    internal static void WriteBuckets(this Utf8JsonWriter json, ImmutableArray<ulong> buckets)
    {
        json.WriteStartArray("latency_buckets"u8);
        foreach (var bucket in buckets)
        {
            json.WriteNumberValue(bucket);
        }

        json.WriteEndArray();
    }

    internal static void WriteAddress(
        this Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> address, AddressFamily family, ushort port)
    {
        Span<byte> text = stackalloc byte[AddressText.MaxLength];
        var length = AddressText.Format(AddressText.Used(address, family), port, text);
        json.WriteString(name, text[..length]);
    }

    internal static void WriteWire(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> field)
    {
        Span<byte> text = stackalloc byte[field.Length * WireText.MaxExpansion];
        json.WriteString(name, text[..WireText.Escape(WireText.Trim(field), text)]);
    }
}
