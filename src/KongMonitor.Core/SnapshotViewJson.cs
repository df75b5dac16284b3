// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Text.Json;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>The part of a snapshot's JSON that says what its tables show, and how much of it.</summary>
static class SnapshotViewJson
{
    /// <summary>Writes the properties.</summary>
    public static void Write(Utf8JsonWriter json, Snapshot snapshot)
    {
        WritePresent(json, snapshot);
        WriteBounds(json);
        var view = snapshot.View;
        json.WriteStartObject("view"u8);
        json.WriteString("filter"u8, view.Filter.Text);
        WriteWords(json, "exchanges_withheld"u8, view.ExchangesWithheld);
        WriteWords(json, "connections_withheld"u8, view.ConnectionsWithheld);
        WriteNumbers(json, "connections_unsure"u8, snapshot.ConnectionsUnsure);
        WriteMatch(json, "matched"u8, view.Matched);
        WriteMatch(json, "chosen"u8, view.Chosen ?? []);
        json.WriteEndObject();
    }

    /// <summary>The upper bounds of the kernel's buckets but the last, which has none.</summary>
    public static void WriteBounds(Utf8JsonWriter json)
    {
        json.WriteStartArray("latency_bounds_us"u8);
        for (var bucket = 0; bucket < AbiConstants.LatencyBuckets - 1; bucket++)
        {
            json.WriteNumberValue(new Percentile(bucket).Value);
        }

        json.WriteEndArray();
    }

    static void WritePresent(Utf8JsonWriter json, Snapshot snapshot)
    {
        var present = snapshot.Present;
        json.WriteStartObject("present"u8);
        WriteNumbers(json, "methods"u8, present.Methods);
        WriteNumbers(json, "domains"u8, present.Domains);
        WriteNumbers(json, "paths"u8, present.Paths);
        WriteNumbers(json, "statuses"u8, present.Statuses);
        WriteNumbers(json, "containers"u8, present.Containers);
        WriteNumbers(json, "connections"u8, snapshot.ConnectionsMatched);
        json.WriteEndObject();
    }

    static void WriteNumbers(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    static void WriteWords(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    static void WriteMatch(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<MatchRow> rows)
    {
        if (rows.IsEmpty)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("leg"u8, Names.Of(row.Leg));
            SnapshotJson.WriteCounts(json, row.Counts);
            json.WriteNumber("in_flight"u8, row.InFlight);
            json.WriteNumber("unanswered"u8, row.Unanswered);
            json.WriteNumber("desynced"u8, row.Desynced);
            json.WriteNumber("unsure"u8, row.Unsure);
            json.WriteBuckets(row.Latency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
