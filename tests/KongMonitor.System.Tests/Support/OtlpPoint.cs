// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;

namespace KongMonitor.SystemTests.Support;

/// <summary>A data point as a collector read it. Count is a histogram's count, or the value of a sum or gauge.</summary>
sealed record OtlpPoint(ulong Start, ulong Time, ulong Count, double Sum, ulong[] Buckets, IReadOnlyDictionary<string, string> Attributes)
{
    public static OtlpPoint Of(JsonElement point) => new(
        Number(point.GetProperty("startTimeUnixNano")),
        Number(point.GetProperty("timeUnixNano")),
        Number(point.TryGetProperty("count", out var count) ? count : point.TryGetProperty("asInt", out var whole) ? whole : default),
        point.TryGetProperty("sum", out var sum) ? sum.GetDouble() : 0,
        point.TryGetProperty("bucketCounts", out var buckets) ? [.. buckets.EnumerateArray().Select(Number)] : [],
        point.GetProperty("attributes").EnumerateArray().ToDictionary(
            attribute => attribute.GetProperty("key").GetString()!,
            attribute => attribute.GetProperty("value") is var value && value.TryGetProperty("stringValue", out var text)
                ? text.GetString()!
                : value.GetProperty("intValue").ToString()));

    public string Attribute(string name) => Attributes.GetValueOrDefault(name, "");

    static ulong Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => 0,
        JsonValueKind.String => ulong.Parse(element.GetString()!, CultureInfo.InvariantCulture),
        _ => element.GetUInt64(),
    };
}
