// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text.Json;

namespace KongMonitor.CorpusTests.Support;

/// <summary>What a replay of a capture printed.</summary>
sealed record Replay(IReadOnlyList<ExchangeLine> Exchanges, JsonElement Snapshot)
{
    static readonly JsonSerializerOptions json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The real command on a file, which has to end well and to lose nothing.</summary>
    public static Replay Run(string file, params IEnumerable<string> options)
    {
        var start = new ProcessStartInfo(Places.Monitor, ["replay", file, "--format", "json", "--include-query", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal((0, ""), (process.ExitCode, error.Result));
        var snapshot = JsonDocument.Parse(lines[^1]).RootElement;
        Assert.Equal("{}", snapshot.GetProperty("losses").GetRawText());
        var exchanges = lines.Where(line => line.StartsWith("""{"type":"exchange",""", StringComparison.Ordinal))
            .Select(line => JsonSerializer.Deserialize<ExchangeLine>(line, json)!).OrderBy(line => line.Id);
        return new([.. exchanges], snapshot);
    }

    public IEnumerable<ExchangeLine> Leg(string leg) => Exchanges.Where(exchange => exchange.Leg == leg);

    /// <summary>Connections of a kind that is not HTTP/1, on a leg.</summary>
    public int NotHttp(string leg, string kind) =>
        Snapshot.GetProperty(leg == "upstream" ? "not_http_upstream" : "not_http").TryGetProperty(kind, out var count) ? count.GetInt32() : 0;
}
