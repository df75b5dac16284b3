// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>struct traffic_event.</summary>
public sealed record EventRow(
    EventType Type,
    Leg Leg,
    IPEndPoint Source,
    IPEndPoint Destination,
    HttpMethod Method,
    string MethodToken,
    string Domain,
    string Path,
    EventFlag Flags,
    int Status,
    int InterimStatus,
    long Bytes,
    long RequestBodyBytes,
    long ResponseBodyBytes,
    long RequestBytes,
    ulong Order,
    uint ReasonCode,
    ulong FlowId,
    uint Index,
    ulong Timestamp,
    TimeSpan Ttfb,
    TimeSpan Total)
{
    /// <summary>When the first byte of a response came.</summary>
    public ulong FirstByte => Timestamp - (ulong)(Total - Ttfb).TotalNanoseconds;

    public UnansweredReason Reason => (UnansweredReason)ReasonCode;

    public DesyncReason DesyncReason => (DesyncReason)ReasonCode;

    public static EventRow From(in TrafficEvent row) => new(
        (EventType)row.Type,
        (Leg)row.Leg,
        Wire.EndPoint(row.Source.AsReadOnlySpan(), row.Family, row.SourcePort),
        Wire.EndPoint(row.Destination.AsReadOnlySpan(), row.Family, row.DestinationPort),
        (HttpMethod)row.Method,
        Wire.Text(row.MethodToken.AsReadOnlySpan()),
        Wire.Text(row.Domain.AsReadOnlySpan()),
        Wire.Text(row.Path.AsReadOnlySpan()),
        (EventFlag)row.Flags,
        row.Status,
        row.InterimStatus,
        (long)row.Bytes,
        (long)row.RequestBodyBytes,
        (long)row.ResponseBodyBytes,
        (long)row.RequestBytes,
        row.Order,
        row.Reason,
        row.FlowId,
        row.ExchangeIndex,
        row.Timestamp,
        TimeSpan.FromTicks((long)row.Ttfb / TimeSpan.NanosecondsPerTick),
        TimeSpan.FromTicks((long)row.Total / TimeSpan.NanosecondsPerTick));

    /// <summary>All but ends and times.</summary>
    public override string ToString() =>
        $"{Type} {Leg} {Method} ({MethodToken}) {Domain}{Path} {Status}/{InterimStatus} #{Index}: {Bytes} bytes, "
        + $"bodies {RequestBodyBytes} and {ResponseBodyBytes}, flags {Flags}, reason {Reason}";
}
