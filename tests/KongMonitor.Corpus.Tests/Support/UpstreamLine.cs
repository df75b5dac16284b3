// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;

namespace KongMonitor.CorpusTests.Support;

/// <summary>
/// A line of the upstream's access log. That nginx answers without reading bodies, so its length of a request has the header
/// section, and of the body as much as had come with it.
/// </summary>
sealed record UpstreamLine(string Peer, long Index, string Port, string Request, int Status, long RequestLength, long Bytes)
{
    public static IReadOnlyList<UpstreamLine> Read(string file) => [.. File.ReadLines(file).Select(line => Parse(JsonDocument.Parse(line).RootElement))];

    /// <summary>Whether the exchange is the one that this line tells of.</summary>
    public bool Matches(ExchangeLine exchange) =>
        Peer == exchange.Client && Request.StartsWith($"{exchange.Token} {exchange.Target} ", StringComparison.Ordinal)
        && Status == exchange.Status && Bytes == exchange.ResponseBytes
        && RequestLength <= exchange.RequestBytes && RequestLength >= exchange.RequestBytes - exchange.RequestBodyBytes;

    static UpstreamLine Parse(JsonElement line) => new(
        line.GetProperty("peer").GetString()!, Number(line, "conn_req"), line.GetProperty("srv").GetString()!, line.GetProperty("request").GetString()!,
        (int)Number(line, "status"), Number(line, "req_len"), Number(line, "bytes"));

    static long Number(JsonElement line, string name)
    {
        var value = line.GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? long.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetInt64();
    }
}
