// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;

namespace KongMonitor.Capture;

/// <summary>A mount, as a line of mountinfo tells it.</summary>
/// <param name="Number">The mount's number.</param>
/// <param name="Root">What of its file system is at its top.</param>
/// <param name="Point">Where it is mounted.</param>
/// <param name="Type">The file system's type.</param>
readonly record struct Mount(ulong Number, string Root, string Point, string Type)
{
    /// <summary>The mounts of the calling thread's namespace; thread-self, because it may be in another one than its process.</summary>
    public const string OwnTable = "/proc/thread-self/mountinfo";
    const int FirstTag = 6;

    /// <summary>The mount of a line, if it is one.</summary>
    public static Mount? Parse(string line)
    {
        // number parent major:minor root point options [tags] - type source options
        var fields = line.Split(' ');
        var separator = Array.IndexOf(fields, "-");
        return separator >= FirstTag && separator + 1 < fields.Length
            && ulong.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Mount(number, Unescape(fields[3]), Unescape(fields[4]), fields[separator + 1])
            : null;
    }

    // Space, tab, line feed and backslash are written as a backslash and three octal digits.
    static string Unescape(string field)
    {
        if (!field.Contains('\\'))
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            var escaped = field[i] == '\\' && i + 3 < field.Length && field.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0;
            text.Append(escaped ? (char)Convert.ToInt32(field.Substring(i + 1, 3), 8) : field[i]);
            i += escaped ? 3 : 0;
        }

        return text.ToString();
    }
}
