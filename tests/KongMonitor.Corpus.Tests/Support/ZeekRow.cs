// SPDX-License-Identifier: MIT
using System.Text;

namespace KongMonitor.CorpusTests.Support;

/// <summary>
/// A row of zeek's HTTP log, or an exchange of ours in the same form. Three general rules make them comparable: zeek keeps the
/// port in the host, decodes percent escapes in the host and the URI, and keeps long URIs whole.
/// </summary>
sealed record ZeekRow(string Client, string Server, string Method, string Host, string Uri, string Status, string RequestBody, string ResponseBody)
{
    const int LongestTarget = 127;
    const string Nothing = "-";

    public static readonly string[] Fields = ["client", "server", "method", "host", "uri", "status", "request body", "response body"];

    public string[] Values => [Client, Server, Method, Host, Uri, Status, RequestBody, ResponseBody];

    public static ZeekRow Parse(string line)
    {
        var parts = line.Split('\t');
        return new(
            End(parts[0], parts[1]), End(parts[2], parts[3]), parts[4], WithoutPort(parts[5]), parts[6], parts[7], parts[8], parts[9]);
    }

    public static ZeekRow From(ExchangeLine exchange) => new(
        exchange.Client, exchange.Server, exchange.Token, exchange.Domain.Length == 0 ? Nothing : exchange.Domain,
        Decode(exchange.Target), exchange.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Nothing,
        $"{exchange.RequestBodyBytes}", $"{exchange.ResponseBodyBytes}");

    /// <summary>This row, its URI cut as ours is: what we kept has to be how it begins.</summary>
    public ZeekRow CutAs(ExchangeLine exchange)
    {
        var kept = Decode(exchange.Target);
        return exchange.Target.Length >= LongestTarget && Uri.StartsWith(kept.TrimEnd('%'), StringComparison.Ordinal) ? this with { Uri = kept } : this;
    }

    static string End(string address, string port) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:{port}" : $"{address}:{port}";

    static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        return (colon > 0 && host[^1] != ']' ? host[..colon] : host).ToLowerInvariant();
    }

    // zeek shows what is not printable as \xhh.
    static string Decode(string uri)
    {
        var text = new StringBuilder();
        for (var i = 0; i < uri.Length; i++)
        {
            if (uri[i] == '%' && i + 2 < uri.Length && char.IsAsciiHexDigit(uri[i + 1]) && char.IsAsciiHexDigit(uri[i + 2]))
            {
                var value = Convert.ToByte(uri.Substring(i + 1, 2), 16);
                text.Append(value is >= 0x20 and < 0x7f ? $"{(char)value}" : $"\\x{value:x2}");
                i += 2;
            }
            else
            {
                text.Append(uri[i]);
            }
        }

        return text.ToString();
    }
}
