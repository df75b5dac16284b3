// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.Core;

/// <summary>How a replay ended, as a JSON object of type "capture".</summary>
public static class CaptureJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, CaptureSummary summary)
    {
        var counts = summary.Counts;
        json.WriteStartObject();
        json.WriteString("type"u8, "capture"u8);
        json.WriteTime("first"u8, counts.First);
        json.WriteTime("last"u8, counts.Last);
        json.WriteNumber("packets"u8, counts.Packets);
        json.WriteNumber("tcp"u8, counts.Tcp);
        json.WriteNumber("not_tcp"u8, counts.NotTcp);
        json.WriteNumber("not_gateway"u8, counts.NotGateway);
        json.WriteNumber("cut_short"u8, counts.CutShort);
        json.WriteStartArray("in_flight"u8);
        foreach (var request in summary.Waiting)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, request.Id);
            json.WriteString("leg"u8, Names.Of(request.Leg));
            json.WriteTime("time"u8, request.Time);
            json.WriteString("client"u8, request.Client);
            json.WriteString("server"u8, request.Server);
            json.WriteString("method"u8, request.Method);
            json.WriteString("domain"u8, request.Domain);
            json.WriteString("path"u8, request.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
