// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.CorpusTests.Support;

/// <summary>
/// A line of Kong's file-log. Where it says something else than the wire, the rules are:
/// 499 is Kong's word for a client that left before its answer: no response was on the wire;
/// behind 101 Kong's size of the response grows with the bytes of the tunnel;
/// of a request that Kong answered by itself the size has as much of the body as Kong had read by then;
/// the headers of the log are Kong's, so the host is that of the URL.
/// </summary>
sealed record KongLine(string Method, string Host, string Target, int Status, long RequestSize, long ResponseSize, bool AnsweredByKong)
{
    const int ClientLeft = 499;
    const int Switching = 101;

    public static IReadOnlyList<KongLine> Read(string file) => [.. File.ReadLines(file).Select(line => Parse(JsonDocument.Parse(line).RootElement))];

    /// <summary>Whether the exchange is the one that this line tells of.</summary>
    public bool Matches(ExchangeLine exchange) =>
        Method == exchange.Token && Host == exchange.Domain && Target == exchange.Target
        && (Status == ClientLeft ? exchange.Outcome == "unanswered" : Status == exchange.Status)
        && RequestSize <= exchange.RequestBytes && RequestSize >= exchange.RequestBytes - (AnsweredByKong ? exchange.RequestBodyBytes : 0)
        && (ResponseSize == exchange.ResponseBytes || Status is Switching or ClientLeft);

    static KongLine Parse(JsonElement line)
    {
        var request = line.GetProperty("request");
        var response = line.GetProperty("response");
        var headers = request.GetProperty("headers");
        var uri = request.GetProperty("uri").GetString()!;
        return new(
            request.GetProperty("method").GetString()!,
            WithoutPort(headers.TryGetProperty("host", out var host) ? host.GetString()! : new Uri(request.GetProperty("url").GetString()!).Host),
            uri,
            response.GetProperty("status").GetInt32(),
            Number(request.GetProperty("size")),
            Number(response.GetProperty("size")),
            line.GetProperty("source").GetString() != "upstream");
    }

    // Kong writes some sizes as strings.
    static long Number(JsonElement size) => size.ValueKind == JsonValueKind.String
        ? long.Parse(size.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
        : size.GetInt64();

    static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        return (colon > 0 && host[^1] != ']' ? host[..colon] : host).ToLowerInvariant();
    }
}
