// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using KongMonitor.Abi;
using KongMonitor.Core.Doctor;

namespace KongMonitor.Core;

/// <summary>
/// A snapshot as one JSON object. Every row names its leg. A percentile p50_us is the
/// upper bound of its bucket, p50_bounds_us are both bounds; null without a response.
/// The last bucket has no end: there p50_us is its lower bound, and the second bound is null.
/// </summary>
public static class SnapshotJson
{
    /// <summary>Writes the object; <paramref name="flush"/> is called between rows, so that a long table needs no long buffer.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="snapshot">What.</param>
    /// <param name="flush">See above.</param>
    /// <param name="what">A warning's sentence.</param>
    /// <param name="todo">What to do about it.</param>
    /// <param name="more">Writes further properties at the end.</param>
    public static void Write(
        Utf8JsonWriter json,
        Snapshot snapshot,
        Action flush,
        Func<Finding, string> what,
        Func<Finding, string> todo,
        Action<Utf8JsonWriter>? more = null)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "snapshot"u8);
        json.WriteTime("time"u8, snapshot.Time);
        WriteRows(json, "containers"u8, snapshot.Containers, flush, WriteContainer);
        WriteRows(json, "methods"u8, snapshot.Methods, flush, WriteTraffic);
        WriteRows(json, "domains"u8, snapshot.Domains, flush, WriteTraffic);
        WriteRows(json, "paths"u8, snapshot.Paths, flush, WriteTraffic);
        WriteRows(json, "statuses"u8, snapshot.Statuses, flush, WriteStatus);
        WriteRows(json, "connections"u8, snapshot.Connections, flush, WriteConnection);
        json.WriteNumber("connections_present"u8, snapshot.ConnectionsPresent.Sum());
        json.WriteNumber("connections_evicted"u8, snapshot.ConnectionsEvicted);
        WriteRows(json, "legs"u8, snapshot.Legs, flush, WriteLeg);
        WriteNotHttp(json, "not_http"u8, snapshot, Leg.Downstream);
        WriteNotHttp(json, "not_http_upstream"u8, snapshot, Leg.Upstream);
        json.WriteStartObject("losses"u8);
        foreach (var loss in snapshot.Losses)
        {
            json.WriteNumber(loss.Reason, loss.Count);
        }

        json.WriteEndObject();
        WriteRows(json, "warnings"u8, snapshot.Warnings, flush, (_, warning) => FindingJson.Write(json, warning, what, todo));
        json.WriteTime("since"u8, snapshot.Since);
        json.WriteBoolean("resumed"u8, snapshot.IsResumed);
        WriteRows(json, "container_traffic"u8, snapshot.ContainerTraffic, flush, WriteContainerTraffic);
        json.WriteNumber("endpoints_folded"u8, snapshot.EndpointsFolded);
        SnapshotViewJson.Write(json, snapshot);
        more?.Invoke(json);
        json.WriteEndObject();
    }

    static void WriteRows<T>(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<T> rows, Action flush, Action<Utf8JsonWriter, T> writeRow)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            writeRow(json, row);
            json.WriteEndObject();
            flush();
        }

        json.WriteEndArray();
    }

    static void WriteContainer(Utf8JsonWriter json, ContainerRow row)
    {
        WriteIdentity(json, row.Index, row.Identity);
        WriteCgroup(json, row.Cgroup);
        json.WriteString("leg"u8, Names.Of(row.Leg));
        WriteCounts(json, row.Counts);
        json.WriteTime("last_activity"u8, row.LastActivity);
    }

    static void WriteContainerTraffic(Utf8JsonWriter json, ContainerTrafficRow row)
    {
        WriteIdentity(json, row.Index, row.Identity);
        json.WriteString("leg"u8, Names.Of(row.Leg));
        WriteCounts(json, row.Counts);
        WriteLatency(json, row.Latency);
    }

    static void WriteIdentity(Utf8JsonWriter json, uint index, ContainerIdentity? identity)
    {
        json.WriteNumber("index"u8, index);
        json.WriteString("id"u8, identity?.Id);
        json.WriteString("name"u8, identity?.Name);
        json.WriteString("pod"u8, identity?.Pod);
        json.WriteString("image"u8, identity?.Image);
    }

    // A string: it is a name and no quantity, and may be beyond what a double holds exactly.
    static void WriteCgroup(Utf8JsonWriter json, ulong cgroup)
    {
        if (cgroup == 0)
        {
            json.WriteNull("cgroup"u8);
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        cgroup.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        json.WriteString("cgroup"u8, digits[..length]);
    }

    static void WriteTraffic(Utf8JsonWriter json, TrafficRow row)
    {
        json.WriteString("leg"u8, Names.Of(row.Leg));
        WriteName(json, "method"u8, row.Method);
        WriteName(json, "domain"u8, row.Domain);
        WriteName(json, "path"u8, row.Path);
        if (row.IsOther)
        {
            json.WriteBoolean("other"u8, true);
        }

        if (row.IsGroup)
        {
            json.WriteBoolean("group"u8, true);
        }

        WriteCounts(json, row.Counts);
        WriteLatency(json, row.Latency);
    }

    static void WriteName(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    static void WriteStatus(Utf8JsonWriter json, StatusRow row)
    {
        json.WriteString("leg"u8, Names.Of(row.Leg));
        json.WriteNumber("status"u8, row.Status);
        json.WriteNumber("responses"u8, row.Responses);
        WriteLatency(json, row.Latency);
    }

    static void WriteConnection(Utf8JsonWriter json, ConnectionRow row)
    {
        json.WriteString("leg"u8, Names.Of(row.Leg));
        json.WriteString("client"u8, row.Client);
        json.WriteString("server"u8, row.Server);
        json.WriteString("method"u8, row.Method);
        json.WriteString("domain"u8, row.Domain);
        json.WriteString("path"u8, row.Path);
        WriteCounts(json, row.Counts);
        json.WriteTime("last_activity"u8, row.LastActivity);
        json.WriteBoolean("partial"u8, row.IsPartial);
    }

    static void WriteLeg(Utf8JsonWriter json, LegRow row)
    {
        json.WriteString("leg"u8, Names.Of(row.Leg));
        WriteCounts(json, row.Counts);
        json.WriteNumber("unanswered"u8, row.Unanswered);
        json.WriteNumber("desynced"u8, row.Desynced);
        json.WriteNumber("in_flight"u8, row.InFlight);
        json.WriteNumber("unmatched"u8, row.Unmatched);
        json.WriteNumber("late"u8, row.Late);
        json.WriteNumber("aborted"u8, row.Aborted);
        WriteReasons(json, "unanswered_by"u8, row.UnansweredBy, static reason => Names.Of((UnansweredReason)reason));
        WriteReasons(json, "desynced_by"u8, row.DesyncedBy, static reason => Names.Of((DesyncReason)reason));
        json.WriteTime("last_activity"u8, row.LastActivity);
        WriteLatency(json, row.Latency);
        json.WriteBuckets(row.Buckets);
    }

    static void WriteReasons(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<ulong> counts, Func<int, string> nameOf)
    {
        json.WriteStartObject(name);
        for (var reason = 0; reason < counts.Length; reason++)
        {
            if (counts[reason] != 0)
            {
                json.WriteNumber(nameOf(reason), counts[reason]);
            }
        }

        json.WriteEndObject();
    }

    static void WriteNotHttp(Utf8JsonWriter json, ReadOnlySpan<byte> name, Snapshot snapshot, Leg leg)
    {
        json.WriteStartObject(name);
        foreach (var row in snapshot.NotHttp)
        {
            if (row.Leg == leg)
            {
                json.WriteNumber(Names.Of(row.Kind), row.Flows);
            }
        }

        json.WriteEndObject();
    }

    internal static void WriteCounts(Utf8JsonWriter json, TrafficCounts counts)
    {
        json.WriteNumber("requests"u8, counts.Requests);
        json.WriteNumber("responses"u8, counts.Responses);
        json.WriteNumber("bytes_sent"u8, counts.BytesSent);
        json.WriteNumber("bytes_received"u8, counts.BytesReceived);
        json.WriteNumber("errors"u8, counts.Errors);
    }

    static void WriteLatency(Utf8JsonWriter json, LatencySummary latency)
    {
        WritePercentile(json, "p50_us"u8, "p50_bounds_us"u8, latency.P50);
        WritePercentile(json, "p95_us"u8, "p95_bounds_us"u8, latency.P95);
        WritePercentile(json, "p99_us"u8, "p99_bounds_us"u8, latency.P99);
    }

    static void WritePercentile(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> bounds, Percentile? percentile)
    {
        if (percentile is not { } known)
        {
            json.WriteNull(name);
            json.WriteNull(bounds);
            return;
        }

        json.WriteNumber(name, known.Value);
        json.WriteStartArray(bounds);
        json.WriteNumberValue(known.Low);
        if (known.High is { } high)
        {
            json.WriteNumberValue(high);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndArray();
    }
}
