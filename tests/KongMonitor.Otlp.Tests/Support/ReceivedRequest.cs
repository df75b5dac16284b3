// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.OtlpTests.Support;

/// <summary>A request as the receiver read it.</summary>
public sealed record ReceivedRequest(JsonElement Headers, JsonElement Request)
{
    public IEnumerable<JsonElement> Metrics => All(Request, "resourceMetrics").SelectMany(it => All(it, "scopeMetrics")).SelectMany(it => All(it, "metrics"));

    public string? Header(string name) => Headers.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>The points of a metric.</summary>
    public static IEnumerable<JsonElement> Points(JsonElement metric) =>
        All(metric.GetProperty(metric.GetProperty("data").GetString()!), "dataPoints");

    public int PointCount => Metrics.Sum(metric => Points(metric).Count());

    static JsonElement.ArrayEnumerator All(JsonElement parent, string name) => parent.GetProperty(name).EnumerateArray();
}
