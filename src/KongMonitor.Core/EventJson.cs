// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.Unicode;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>
/// A traffic event as a JSON object. A request has ttfb_us and total_us null, so has a
/// request that stayed unanswered; exchange is the same in the events of one exchange.
/// </summary>
public static class EventJson
{
    const ulong NanosecondsPerMicrosecond = 1000;

    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, in TrafficEvent traffic, WallClock clock)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, TypeName(traffic.TypedType));
        json.WriteTime("time"u8, clock.Wall(traffic.Timestamp));
        json.WriteAddress("src"u8, traffic.Source, traffic.TypedFamily, traffic.SourcePort);
        json.WriteAddress("dst"u8, traffic.Destination, traffic.TypedFamily, traffic.DestinationPort);
        json.WriteString("method"u8, Names.Method(traffic.Method));
        if (traffic.TypedMethod == HttpMethod.Other)
        {
            json.WriteWire("method_token"u8, traffic.MethodToken);
        }

        json.WriteWire("domain"u8, traffic.Domain);
        json.WriteWire("path"u8, traffic.Path);
        json.WriteNumber("status"u8, traffic.Status);
        json.WriteNumber("bytes"u8, traffic.Bytes);
        json.WriteString("leg"u8, Names.Of(traffic.TypedLeg));
        WriteLatency(json, traffic);
        WriteDetails(json, traffic);
        json.WriteEndObject();
    }

    static ReadOnlySpan<byte> TypeName(EventType type) => type switch
    {
        EventType.Request => "request"u8,
        EventType.Response => "response"u8,
        EventType.Desynced => "desynced"u8,
        _ => "error"u8,
    };

    static void WriteLatency(Utf8JsonWriter json, in TrafficEvent traffic)
    {
        if (traffic.Status == 0)
        {
            json.WriteNull("ttfb_us"u8);
            json.WriteNull("total_us"u8);
            return;
        }

        json.WriteNumber("ttfb_us"u8, traffic.Ttfb / NanosecondsPerMicrosecond);
        json.WriteNumber("total_us"u8, traffic.Total / NanosecondsPerMicrosecond);
    }

    static void WriteDetails(Utf8JsonWriter json, in TrafficEvent traffic)
    {
        WriteExchange(json, traffic.FlowId, traffic.ExchangeIndex);
        json.WriteNumber("container"u8, traffic.Container);
        json.WriteNumber("request_body_bytes"u8, traffic.RequestBodyBytes);
        if (traffic.TypedType != EventType.Request)
        {
            json.WriteNumber("response_body_bytes"u8, traffic.ResponseBodyBytes);
        }

        if (Names.ReasonOf(traffic) is { } reason)
        {
            json.WriteString("reason"u8, reason);
        }

        if (traffic.InterimStatus != 0)
        {
            json.WriteNumber("interim_status"u8, traffic.InterimStatus);
        }

        WriteFlag(json, "domain_cut"u8, traffic, EventFlag.DomainCut);
        WriteFlag(json, "path_cut"u8, traffic, EventFlag.PathCut);
        WriteFlag(json, "aborted"u8, traffic, EventFlag.Aborted);
        WriteFlag(json, "late"u8, traffic, EventFlag.Late);
    }

    static void WriteExchange(Utf8JsonWriter json, ulong flow, uint index)
    {
        Span<byte> text = stackalloc byte[16 + 1 + 10];
        Utf8.TryWrite(text, $"{flow:x}-{index}", out var length);
        json.WriteString("exchange"u8, text[..length]);
    }

    static void WriteFlag(Utf8JsonWriter json, ReadOnlySpan<byte> name, in TrafficEvent traffic, EventFlag flag)
    {
        if (traffic.TypedFlags.HasFlag(flag))
        {
            json.WriteBoolean(name, true);
        }
    }
}
