// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Text.Json;
using KongMonitor.Abi;

namespace KongMonitor.Core.Doctor;

/// <summary>All that the doctor found, as one JSON object.</summary>
public static class DoctorJson
{
    /// <summary>Writes the object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="time">When the doctor began.</param>
    /// <param name="findings">The checklist.</param>
    /// <param name="survey">What passed; null if nothing could be looked at.</param>
    /// <param name="what">A finding's sentence.</param>
    /// <param name="todo">What to do about it; empty where nothing is.</param>
    public static void Write(
        Utf8JsonWriter json, DateTimeOffset time, ImmutableArray<Finding> findings, SurveyFacts? survey,
        Func<Finding, string> what, Func<Finding, string> todo)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "doctor"u8);
        json.WriteTime("time"u8, time);
        json.WriteBoolean("ok"u8, findings.All(finding => finding.State != FindingState.Problem));
        json.WriteStartArray("checks"u8);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            FindingJson.Write(json, finding, what, todo);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (survey is not null)
        {
            WriteTraffic(json, survey);
        }

        json.WriteEndObject();
    }

    static void WriteTraffic(Utf8JsonWriter json, SurveyFacts survey)
    {
        json.WriteNumber("duration_ms"u8, (long)survey.Duration.TotalMilliseconds);
        json.WriteStartArray("interfaces"u8);
        foreach (var row in survey.Interfaces)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, row.Name);
            json.WriteBoolean("watched"u8, row.IsWatched);
            json.WriteNumber("packets_in"u8, row.PacketsIn);
            json.WriteNumber("bytes_in"u8, row.BytesIn);
            json.WriteNumber("packets_out"u8, row.PacketsOut);
            json.WriteNumber("bytes_out"u8, row.BytesOut);
            json.WriteNumber("segments"u8, row.Segments);
            json.WriteNumber("not_tcp"u8, row.NotTcp);
            json.WriteNumber("fragments"u8, row.Fragments);
            json.WriteNumber("unreadable"u8, row.Unreadable);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("ports"u8);
        foreach (var port in survey.Connections.GroupBy(connection => $"{(int)connection.Leg} {connection.ServerPort,5}")
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            WritePort(json, survey, [.. port]);
        }

        json.WriteEndArray();
        json.WriteStartObject("losses"u8);
        WriteLoss(json, "flow_full"u8, survey.PacketsLost);
        WriteLoss(json, "hello_full"u8, survey.HellosLost);
        json.WriteEndObject();
    }

    static void WritePort(Utf8JsonWriter json, SurveyFacts survey, ConnectionFacts[] connections)
    {
        var (leg, port) = (connections[0].Leg, connections[0].ServerPort);
        json.WriteStartObject();
        json.WriteString("leg"u8, Names.Of(leg));
        json.WriteNumber("port"u8, port);
        json.WriteBoolean("watched"u8, leg == Leg.Upstream || survey.IsPortWatched(port));
        json.WriteNumber("connections"u8, Sum(connections));
        json.WriteNumber("bytes_sent"u8, connections.Aggregate(0UL, (sum, row) => sum + row.RequestBytes));
        json.WriteNumber("bytes_received"u8, connections.Aggregate(0UL, (sum, row) => sum + row.ResponseBytes));
        json.WriteNumber("http1"u8, Sum(connections.Where(row => row.IsHttp1)));
        json.WriteStartObject("not_http"u8);
        for (var kind = (NotHttp)0; kind < NotHttp.Count; kind++)
        {
            if (Sum(connections.Where(row => row.Foreign == kind)) is > 0 and var count)
            {
                json.WriteNumber(Names.Of(kind), count);
            }
        }

        json.WriteEndObject();
        WriteNames(json, "sni"u8, connections.Select(row => row.Hello?.ServerName));
        WriteNames(json, "alpn"u8, connections.SelectMany(row => row.Hello?.Protocols ?? []));
        json.WriteNumber("refused"u8, Sum(connections.Where(row => row.IsRefused)));
        WriteNames(json, "request_interfaces"u8, connections.SelectMany(row => row.RequestInterfaces));
        WriteNames(json, "response_interfaces"u8, connections.SelectMany(row => row.ResponseInterfaces));
        json.WriteEndObject();
    }

    static void WriteNames(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string?> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values.OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    static void WriteLoss(Utf8JsonWriter json, ReadOnlySpan<byte> name, ulong count)
    {
        if (count > 0)
        {
            json.WriteNumber(name, count);
        }
    }

    static ulong Sum(IEnumerable<ConnectionFacts> connections) =>
        connections.Aggregate(0UL, (sum, connection) => sum + connection.Count);
}
