// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;

namespace KongMonitor.SystemTests.Support;

/// <summary>What the monitor must show for bytes from the wire, worked out in a second way.</summary>
static class WireForm
{
    public const int MaxDomain = 63;
    public const int MaxPath = 127;

    // Latin-1 strings stand for bytes here: one character, one byte.
    public static string Domain(string host)
    {
        var end = host.StartsWith('[') ? host.IndexOf(']') + 1 : host.IndexOf(':');
        var bare = end > 0 ? host[..end] : host;
        return Show(Cut(string.Concat(bare.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c)), MaxDomain));
    }

    public static string Path(string target)
    {
        if (target.Contains("://", StringComparison.Ordinal))
        {
            var slash = target.IndexOf('/', target.IndexOf("://", StringComparison.Ordinal) + 3);
            target = slash < 0 ? "/" : target[slash..];
        }

        return Show(Cut(target.Split('?')[0], MaxPath));
    }

    public static string Show(string wire)
    {
        var shown = new StringBuilder();
        var bytes = Encoding.Latin1.GetBytes(wire);
        for (var i = 0; i < bytes.Length;)
        {
            var length = CharacterLength(bytes.AsSpan(i));
            if (bytes[i] == '\\')
            {
                shown.Append(@"\\");
            }
            else if (length > 0)
            {
                shown.Append(Encoding.UTF8.GetString(bytes, i, length));
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\x{bytes[i]:x2}");
            }

            i += Math.Max(1, length);
        }

        return shown.ToString();
    }

    // The bytes of a printable character at the start, 0 if there is none.
    static int CharacterLength(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(4, bytes.Length); length++)
        {
            var text = Encoding.UTF8.GetString(bytes[..length]);
            if (!text.Contains('\uFFFD') && !char.IsControl(text[0]))
            {
                return length;
            }
        }

        return 0;
    }

    static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
