// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace KongMonitor.SystemTests.Http;

/// <summary>Reads responses off a connection and counts every byte of them.</summary>
sealed class ResponseReader(Socket socket)
{
    readonly byte[] buffer = new byte[65536];
    int start;
    int end;
    long consumed;

    public Response Read(string method)
    {
        consumed = 0;
        string head;
        int status;
        do
        {
            head = ReadHead();
            status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
        }
        while (status is >= 100 and < 200 and not 101);

        var headBytes = consumed;
        if (method != "HEAD" && status is not (101 or 204 or 304))
        {
            SkipBody(head);
        }

        return new Response(status, head, consumed - headBytes, consumed);
    }

    void SkipBody(string head)
    {
        if (Header(head, "Transfer-Encoding") == "chunked")
        {
            SkipChunks();
        }
        else if (Header(head, "Content-Length") is { } length)
        {
            Skip(long.Parse(length, CultureInfo.InvariantCulture));
        }
        else
        {
            SkipToEnd();
        }
    }

    void SkipChunks()
    {
        long length;
        do
        {
            length = long.Parse(ReadLine().Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Skip(length);
            while (ReadLine().Length > 0)
            {
                // a trailer; the line after a chunk is empty at once
            }
        }
        while (length > 0);
    }

    string ReadHead()
    {
        var head = new StringBuilder();
        string line;
        do
        {
            line = ReadLine();
            head.Append(line).Append('\n');
        }
        while (line.Length > 0);
        return head.ToString();
    }

    string ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end && !Fill())
            {
                throw new EndOfStreamException($"the connection ended after '{line}'");
            }

            var character = (char)buffer[start++];
            consumed++;
            if (character == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(character);
        }
    }

    void Skip(long length)
    {
        while (length > 0)
        {
            if (start == end && !Fill())
            {
                throw new EndOfStreamException($"the connection ended {length} bytes before the body's end");
            }

            var part = (int)Math.Min(length, end - start);
            start += part;
            consumed += part;
            length -= part;
        }
    }

    void SkipToEnd()
    {
        do
        {
            consumed += end - start;
            start = end;
        }
        while (Fill());
    }

    bool Fill()
    {
        start = 0;
        end = socket.Receive(buffer);
        return end > 0;
    }

    static string? Header(string head, string name) => head.Split('\n')
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
