// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.ReplayTests.Support;

/// <summary>An exchange as tests/corpus writes it.</summary>
static class TextRow
{
    public static string Of(JsonElement exchange)
    {
        var method = exchange.TryGetProperty("method_token", out var token) ? token.GetString() : exchange.Text("method");
        var status = exchange.IsNull("status") ? "-" : exchange.GetProperty("status").ToString();
        var row = $"{Word(method)} {Word(exchange.Text("domain"))} {Word(exchange.Text("path"))} {status} "
            + $"{exchange.Int("request_body_bytes")} {exchange.Int("response_body_bytes")} {exchange.Text("outcome")}";
        if (exchange.TryGetProperty("reason", out var reason))
        {
            row += " " + reason.GetString();
        }

        return exchange.TryGetProperty("aborted", out var aborted) && aborted.GetBoolean() ? row + " aborted" : row;
    }

    static string Word(string? text) => string.IsNullOrEmpty(text) ? "-" : text;
}
