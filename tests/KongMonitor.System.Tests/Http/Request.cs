// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Http;

/// <summary>A request as bytes, and what the monitor must make of it. Strings are Latin-1: one character, one byte.</summary>
sealed record Request(string Method, string Domain, string Path, byte[] Bytes)
{
    public const string Host = "api.example.com";

    public static Request Get(string target, params string[] headers) => Of("GET", target, headers);

    public static Request Of(string method, string target, params string[] headers) => Plain(method, target, headers, "");

    public static Request WithBody(string method, string target, string body, params string[] headers) =>
        Plain(method, target, [.. headers, $"Content-Length: {body.Length}"], body);

    public static Request Chunked(string method, string target, string[] chunks, params string[] headers) => Plain(
        method, target, [.. headers, "Transfer-Encoding: chunked"],
        string.Concat(chunks.Append("").Select(chunk => $"{chunk.Length:x}\r\n{chunk}\r\n")));

    /// <summary>Any bytes, with what they mean.</summary>
    public static Request Raw(string method, string domain, string path, string text) =>
        new(method, domain, path, Encoding.Latin1.GetBytes(text));

    /// <summary>The same request with another Host header's value.</summary>
    public static Request ForHost(string host, string target, params string[] headers) =>
        Raw("GET", WireForm.Domain(host), WireForm.Path(target), Text("GET", target, [$"Host: {host}", .. headers], ""));

    static Request Plain(string method, string target, string[] headers, string body) => Raw(
        AccessLog.Method(method), Host, WireForm.Path(target), Text(method, target, [$"Host: {Host}", .. headers], body));

    static string Text(string method, string target, string[] headers, string body) =>
        $"{method} {target} HTTP/1.1\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n{body}";
}
