// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Packets;

namespace KongMonitor.Bench.PacketCost;

/// <summary>Messages of a given length.</summary>
static class HttpText
{
    // What a browser or a client library sends, cut where the length is reached.
    const string UsualFields =
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\n"
        + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8\r\n"
        + "Accept-Language: ko,en-US;q=0.7,en;q=0.3\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
        + "Sec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Site: same-origin\r\nConnection: keep-alive\r\n";

    /// <summary>A GET with fields as clients send them, and a cookie that makes up the length.</summary>
    public static byte[] Get(int length)
    {
        const string cookie = "Cookie: ";
        var fields = Message.Get("/items/000000").Length + UsualFields.Length + cookie.Length < length ? UsualFields : "";
        var room = length - Message.Get("/items/000000", fields + cookie + "\r\n").Length;
        return Encoding.Latin1.GetBytes(Message.Get("/items/000000", fields + cookie + new string('c', room) + "\r\n"));
    }

    /// <summary>200 as nginx writes it.</summary>
    public static byte[] Ok { get; } = Encoding.Latin1.GetBytes(Message.Ok(
        "ok\n", "Server: nginx\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Type: text/plain\r\nConnection: keep-alive\r\n"));

    /// <summary>200 in three chunks.</summary>
    public static byte[] Chunked { get; } = Encoding.Latin1.GetBytes(
        Message.ResponseHead(
            "200 OK",
            "Server: nginx\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n")
        + Message.Chunks(new string('a', 200), new string('b', 200), new string('c', 200)));

    /// <summary>The head of an upload that does not end.</summary>
    public static byte[] Upload { get; } =
        Encoding.Latin1.GetBytes(Message.Request("POST", "/upload", "Content-Length: 1000000000000000\r\n"));
}
