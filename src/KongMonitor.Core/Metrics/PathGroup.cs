// SPDX-License-Identifier: MIT
using System.Buffers;

namespace KongMonitor.Core.Metrics;

/// <summary>
/// The group of a path: each segment that is an identifier becomes <c>{id}</c>. Identifiers are decimal numbers, UUIDs
/// (8-4-4-4-12 hexadecimal digits), and 12 hexadecimal digits or more of which one is decimal. What stands behind a
/// question mark stays as it is.
/// </summary>
public static class PathGroup
{
    const int LeastHexadecimal = 12;
    const int UuidLength = 36;
    static readonly SearchValues<byte> decimals = SearchValues.Create("0123456789"u8);
    static readonly SearchValues<byte> hexadecimals = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>What stands for an identifier.</summary>
    public static ReadOnlySpan<byte> Placeholder => "{id}"u8;

    /// <summary>What it can stand for has no other letters: those of identifiers, and its own, since a client may send it as it is.</summary>
    internal static SearchValues<byte> PlaceholderLetters { get; } = SearchValues.Create("0123456789abcdefABCDEF-{id}"u8);

    /// <summary>
    /// Writes the group of a path into <paramref name="group"/> and returns its length. A segment that has no room there is
    /// left out with all behind it, so that the group of a group is itself.
    /// </summary>
    public static int Of(ReadOnlySpan<byte> path, Span<byte> group)
    {
        var query = path.IndexOf((byte)'?');
        var rest = query < 0 ? path : path[..query];
        var length = 0;
        while (true)
        {
            var slash = rest.IndexOf((byte)'/');
            var segment = slash < 0 ? rest : rest[..slash];
            var shown = IsIdentifier(segment) ? Placeholder : segment;
            if (!shown.TryCopyTo(group[length..]))
            {
                return length;
            }

            length += shown.Length;
            if (length == group.Length || slash < 0)
            {
                return length + (query < 0 || slash >= 0 ? 0 : CopyWhatFits(path[query..], group[length..]));
            }

            group[length++] = (byte)'/';
            rest = rest[(slash + 1)..];
        }
    }

    static int CopyWhatFits(ReadOnlySpan<byte> text, Span<byte> room)
    {
        var length = Math.Min(text.Length, room.Length);
        text[..length].CopyTo(room);
        return length;
    }

    static bool IsIdentifier(ReadOnlySpan<byte> segment)
    {
        var firstOther = segment.IndexOfAnyExcept(decimals);
        if (segment.IsEmpty || firstOther < 0)
        {
            return !segment.IsEmpty;
        }

        return IsUuid(segment) ||
            (segment.Length >= LeastHexadecimal && !segment.ContainsAnyExcept(hexadecimals) && segment.ContainsAny(decimals));
    }

    static bool IsUuid(ReadOnlySpan<byte> segment)
    {
        if (segment.Length != UuidLength)
        {
            return false;
        }

        for (var i = 0; i < segment.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? segment[i] != '-' : !hexadecimals.Contains(segment[i]))
            {
                return false;
            }
        }

        return true;
    }
}
