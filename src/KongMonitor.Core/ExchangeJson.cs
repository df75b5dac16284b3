// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>An exchange that ended, as a JSON object: what its last event tells, seen from the request.</summary>
public static class ExchangeJson
{
    const ulong NanosecondsPerMicrosecond = 1000;

    /// <summary>Whether an event ends an exchange. A late response ends none: its request was told as unanswered.</summary>
    public static bool IsEnd(in TrafficEvent traffic) =>
        traffic.TypedType != EventType.Request && !traffic.TypedFlags.HasFlag(EventFlag.Late);

    /// <summary>Writes the object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="traffic">An event that <see cref="IsEnd"/>.</param>
    /// <param name="clock">The capture's clock.</param>
    /// <param name="withQuery">The path has its query.</param>
    public static void Write(Utf8JsonWriter json, in TrafficEvent traffic, WallClock clock, bool withQuery)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "exchange"u8);
        json.WriteNumber("id"u8, traffic.Order);
        json.WriteString("leg"u8, Names.Of(traffic.TypedLeg));
        json.WriteTime("time"u8, clock.Wall(traffic.Timestamp - traffic.Total));

        // The sender of the last message is the server.
        json.WriteAddress("client"u8, traffic.Destination, traffic.TypedFamily, traffic.DestinationPort);
        json.WriteAddress("server"u8, traffic.Source, traffic.TypedFamily, traffic.SourcePort);
        json.WriteString("method"u8, Names.Method(traffic.Method));
        json.WriteWire("domain"u8, traffic.Domain);
        WriteTarget(json, WireText.Trim(traffic.Path), withQuery);
        WriteStatus(json, "status"u8, traffic.Status);
        WriteStatus(json, "info_status"u8, traffic.InterimStatus);
        WriteBytes(json, traffic);
        WriteLatency(json, traffic);
        WriteOutcome(json, traffic);
        json.WriteEndObject();
    }

    static void WriteTarget(Utf8JsonWriter json, ReadOnlySpan<byte> target, bool withQuery)
    {
        var mark = withQuery ? target.IndexOf((byte)'?') : -1;
        json.WriteWire("path"u8, mark < 0 ? target : target[..mark]);
        if (mark < 0)
        {
            json.WriteNull("query"u8);
        }
        else
        {
            json.WriteWire("query"u8, target[(mark + 1)..]);
        }
    }

    static void WriteStatus(Utf8JsonWriter json, ReadOnlySpan<byte> name, ushort status)
    {
        if (status == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, status);
        }
    }

    static void WriteBytes(Utf8JsonWriter json, in TrafficEvent traffic)
    {
        json.WriteNumber("request_body_bytes"u8, traffic.RequestBodyBytes);
        json.WriteNumber("response_body_bytes"u8, traffic.ResponseBodyBytes);
        json.WriteNumber("request_bytes"u8, traffic.RequestBytes);
        json.WriteNumber("response_bytes"u8, traffic.Bytes);
    }

    static void WriteLatency(Utf8JsonWriter json, in TrafficEvent traffic)
    {
        if (traffic.Status == 0)
        {
            json.WriteNull("ttfb_us"u8);
        }
        else
        {
            json.WriteNumber("ttfb_us"u8, traffic.Ttfb / NanosecondsPerMicrosecond);
        }

        json.WriteNumber("total_us"u8, traffic.Total / NanosecondsPerMicrosecond);
    }

    static void WriteOutcome(Utf8JsonWriter json, in TrafficEvent traffic)
    {
        var reason = Names.ReasonOf(traffic);
        json.WriteString(
            "outcome"u8,
            reason is null ? "answered"u8 : traffic.TypedType == EventType.Desynced ? "desynced"u8 : "unanswered"u8);
        if (reason is not null)
        {
            json.WriteString("reason"u8, reason);
        }

        if (traffic.TypedMethod == HttpMethod.Other)
        {
            json.WriteWire("method_token"u8, traffic.MethodToken);
        }

        if (traffic.TypedFlags.HasFlag(EventFlag.Aborted))
        {
            json.WriteBoolean("aborted"u8, true);
        }
    }
}
