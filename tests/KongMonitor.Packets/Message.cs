// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;

namespace KongMonitor.Packets;

/// <summary>HTTP/1.1 messages as text. Further fields are given as whole lines.</summary>
public static class Message
{
    public const string Host = "example.com";

    public static string Get(string path = "/", string fields = "") => Request("GET", path, fields);

    public static string Request(string method, string path = "/", string fields = "") =>
        $"{method} {path} HTTP/1.1\r\nHost: {Host}\r\n{fields}\r\n";

    public static string Post(string body, string path = "/") =>
        Request("POST", path, $"Content-Length: {body.Length}\r\n") + body;

    public static string Ok(string body = "", string fields = "") => Response("200 OK", body, fields);

    public static string Response(string status, string body = "", string fields = "") =>
        $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{fields}\r\n{body}";

    /// <summary>A header section alone; the fields say how the body is framed.</summary>
    public static string ResponseHead(string status, string fields = "") => $"HTTP/1.1 {status}\r\n{fields}\r\n";

    public static string ChunkedPost(params ReadOnlySpan<string> chunks) =>
        Request("POST", "/", "Transfer-Encoding: chunked\r\n") + Chunks(chunks);

    public static string ChunkedOk(params ReadOnlySpan<string> chunks) =>
        ResponseHead("200 OK", "Transfer-Encoding: chunked\r\n") + Chunks(chunks);

    /// <summary>A chunked body with its last chunk and an empty trailer section.</summary>
    public static string Chunks(params ReadOnlySpan<string> chunks)
    {
        var text = new StringBuilder();
        foreach (var chunk in chunks)
        {
            text.Append(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n{chunk}\r\n");
        }

        return text.Append("0\r\n\r\n").ToString();
    }
}
