// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>A row of conn_map or conn_map6.</summary>
public sealed record ConnectionRow(
    IPEndPoint Client,
    IPEndPoint Server,
    Leg Leg,
    HttpMethod Method,
    string Domain,
    string Path,
    long Requests,
    long Responses,
    long BytesSent,
    long BytesReceived,
    long Errors,
    bool Partial,
    ulong LastActivity,
    ulong Created)
{
    public static ConnectionRow From(in ConnKey key, in ConnStats stats)
    {
        Assert.Equal(6, key.Protocol);
        return From(
            Wire.EndPoint(key.SourceIp, key.SourcePort),
            Wire.EndPoint(key.DestinationIp, key.DestinationPort),
            (HttpMethod)key.Method,
            Wire.Text(key.Domain.AsReadOnlySpan()),
            Wire.Text(key.Path.AsReadOnlySpan()),
            in stats);
    }

    public static ConnectionRow From(in ConnKey6 key, in ConnStats stats)
    {
        const uint family = (uint)AddressFamily.Ipv6;
        Assert.Equal(6, key.Protocol);
        return From(
            Wire.EndPoint(key.SourceIp.AsReadOnlySpan(), family, key.SourcePort),
            Wire.EndPoint(key.DestinationIp.AsReadOnlySpan(), family, key.DestinationPort),
            (HttpMethod)key.Method,
            Wire.Text(key.Domain.AsReadOnlySpan()),
            Wire.Text(key.Path.AsReadOnlySpan()),
            in stats);
    }

    /// <summary>All but ends and times.</summary>
    public override string ToString() =>
        $"{Leg} {Method} {Domain}{Path}: requests {Requests}, responses {Responses}, sent {BytesSent}, received {BytesReceived}, "
        + $"errors {Errors}{(Partial ? ", partial" : "")}";

    static ConnectionRow From(
        IPEndPoint client, IPEndPoint server, HttpMethod method, string domain, string path, in ConnStats stats) => new(
        client,
        server,
        (Leg)stats.Leg,
        method,
        domain,
        path,
        (long)stats.Requests,
        (long)stats.Responses,
        (long)stats.BytesSent,
        (long)stats.BytesReceived,
        (long)stats.Errors,
        stats.Partial != 0,
        stats.LastActivity,
        stats.Created);
}
