// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Net;
using System.Text;

namespace KongMonitor.SystemTests.Support;

/// <summary>nginx's access log in the lab's format (eng/lab/nginx/common.conf), from a place on.</summary>
sealed class AccessLog(string file)
{
    long start;

    /// <summary>From here on: what was logged before, or comes in the next moment, is another test's.</summary>
    public void Mark()
    {
        do
        {
            start = new FileInfo(file).Length;
            Thread.Sleep(10);
        }
        while (start != new FileInfo(file).Length);
    }

    public int Count => ReadLines().Count;

    public IReadOnlyList<LogLine> Lines => [.. ReadLines().Select(Parse)];

    List<string> ReadLines()
    {
        using var stream = File.Open(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = start;
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    static LogLine Parse(string line)
    {
        var fields = line.Split('\t');
        string Text(int field) => fields[field] == "-" ? "" : Unescape(fields[field]);
        long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
        var client = new IPEndPoint(IPAddress.Parse(fields[11]), (int)Number(12)).ToString();
        return new LogLine(
            new Exchange(client, Method(Text(1)), WireForm.Domain(Text(2)), WireForm.Path(Text(3)), (int)Number(5), Number(6), Number(7)),
            Number(9), Number(10), (int)Number(15), decimal.Parse(fields[16], CultureInfo.InvariantCulture));
    }

    public static string Method(string token) => token is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "CONNECT" or "OPTIONS" or "TRACE" or "PATCH"
        ? token
        : "OTHER";

    static string Unescape(string field)
    {
        var text = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\')
            {
                text.Append((char)byte.Parse(field.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 3;
            }
            else
            {
                text.Append(field[i]);
            }
        }

        return text.ToString();
    }
}
