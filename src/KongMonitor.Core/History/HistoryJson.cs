// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.Abi;

namespace KongMonitor.Core.History;

/// <summary>A history as one JSON object: what each step added, the oldest first.</summary>
public static class HistoryJson
{
    /// <summary>Writes the object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="history">What.</param>
    /// <param name="step">How long a step is meant to be; the points' times tell how long it was.</param>
    public static void Write(Utf8JsonWriter json, TrafficHistory history, TimeSpan step)
    {
        json.WriteStartObject();
        json.WriteNumber("step_ms"u8, (long)step.TotalMilliseconds);
        SnapshotViewJson.WriteBounds(json);
        json.WriteStartArray("points"u8);
        for (var i = 0; i < history.Count; i++)
        {
            json.WriteStartObject();
            json.WriteTime("time"u8, history.TimeOf(i));
            json.WriteStartArray("legs"u8);
            WriteLeg(json, history.NumbersOf(i, Leg.Downstream));
            WriteLeg(json, history.NumbersOf(i, Leg.Upstream));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteLeg(Utf8JsonWriter json, ReadOnlySpan<uint> numbers)
    {
        json.WriteStartObject();
        json.WriteNumber("requests"u8, numbers[TrafficHistory.Requests]);
        json.WriteNumber("responses"u8, numbers[TrafficHistory.Responses]);
        json.WriteNumber("errors"u8, numbers[TrafficHistory.Errors]);
        json.WriteNumber("unanswered"u8, numbers[TrafficHistory.Unanswered]);
        json.WriteStartArray("latency_buckets"u8);
        foreach (var count in numbers[TrafficHistory.Buckets..])
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
