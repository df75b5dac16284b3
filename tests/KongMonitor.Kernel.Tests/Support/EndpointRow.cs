// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>A row of endpoint_map or, without names, of other_map.</summary>
public sealed record EndpointRow(
    Leg Leg,
    HttpMethod Method,
    int Status,
    string Domain,
    string Path,
    long Exchanges,
    long BytesSent,
    long BytesReceived,
    TimeSpan TtfbSum,
    TimeSpan LatencySum,
    IReadOnlyList<long> Latency,
    long RequestBodySum,
    long ResponseBodySum,
    IReadOnlyList<long> RequestBody,
    IReadOnlyList<long> ResponseBody,
    ulong Order,
    ulong LastActivity)
{
    public static EndpointRow From(in EndpointKey key, in EndpointStats stats)
    {
        return From(
            (Leg)key.Leg,
            (HttpMethod)key.Method,
            key.Status,
            Wire.Text(key.Domain.AsReadOnlySpan()),
            Wire.Text(key.Path.AsReadOnlySpan()),
            in stats);
    }

    public static EndpointRow From(in OtherKey key, in EndpointStats stats) =>
        From((Leg)key.Leg, (HttpMethod)key.Method, key.Status, "", "", in stats);

    /// <summary>All but times and the order.</summary>
    public override string ToString() =>
        $"{Leg} {Method} {Domain}{Path} {Status}: exchanges {Exchanges}, sent {BytesSent}, received {BytesReceived}, "
        + $"bodies {RequestBodySum} [{string.Join(' ', RequestBody)}] and {ResponseBodySum} [{string.Join(' ', ResponseBody)}]";

    static EndpointRow From(Leg leg, HttpMethod method, int status, string domain, string path, in EndpointStats stats) => new(
        leg,
        method,
        status,
        domain,
        path,
        (long)stats.Exchanges,
        (long)stats.BytesSent,
        (long)stats.BytesReceived,
        TimeSpan.FromTicks((long)stats.TtfbSum / TimeSpan.NanosecondsPerTick),
        TimeSpan.FromTicks((long)stats.LatencySum / TimeSpan.NanosecondsPerTick),
        Counts(stats.Latency.AsReadOnlySpan()),
        (long)stats.RequestBodySum,
        (long)stats.ResponseBodySum,
        Counts(stats.RequestBody.AsReadOnlySpan()),
        Counts(stats.ResponseBody.AsReadOnlySpan()),
        stats.Order,
        stats.LastActivity);

    static long[] Counts(ReadOnlySpan<ulong> values) => [.. values.ToArray().Select(n => (long)n)];
}
