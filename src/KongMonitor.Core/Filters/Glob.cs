// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Text;

namespace KongMonitor.Core.Filters;

/// <summary>A text in which a star stands for any run of characters, also none.</summary>
sealed class Glob
{
    const int Star = -1;
    readonly int[] parts; // bytes of UTF-8, and stars
    readonly int least; // bytes that a text has at least
    readonly bool ignoresCase;

    /// <param name="value">Quoted, its stars are stars.</param>
    /// <param name="ignoresCase">Whether letters of ASCII are the same in both cases.</param>
    public Glob(FilterValue value, bool ignoresCase = false)
    {
        this.ignoresCase = ignoresCase;
        parts = [.. Encoding.UTF8.GetBytes(value.Text).Select(letter => letter == '*' && !value.IsQuoted ? Star : Fold(letter))];
        least = parts.Count(part => part != Star);
    }

    /// <summary>Whether it is the whole text. Takes at most the square of its length.</summary>
    public bool Matches(ReadOnlySpan<byte> text)
    {
        if (text.Length < least)
        {
            return false;
        }

        var (part, letter, afterStar, starred) = (0, 0, -1, 0);
        while (letter < text.Length)
        {
            if (part < parts.Length && parts[part] == Star)
            {
                (afterStar, starred) = (++part, letter);
            }
            else if (part < parts.Length && parts[part] == Fold(text[letter]))
            {
                part++;
                letter++;
            }
            else if (afterStar >= 0)
            {
                (part, letter) = (afterStar, ++starred);
            }
            else
            {
                return false;
            }
        }

        return !parts.AsSpan(part).ContainsAnyExcept(Star);
    }

    /// <summary>Whether it means all that a name stands for which is in the place of others: it is that name, or nothing but stars.</summary>
    public bool MeansAllOf(ReadOnlySpan<byte> name) =>
        parts.AsSpan().Contains(Star) ? !parts.AsSpan().ContainsAnyExcept(Star) : Matches(name);

    /// <summary>
    /// Whether it can be one of the texts that a group stands for, in which <paramref name="placeholder"/> is any run of
    /// <paramref name="identifier"/>'s letters.
    /// </summary>
    public bool CanBeIn(ReadOnlySpan<byte> group, byte placeholder, SearchValues<byte> identifier)
    {
        // Row by row from the group's end: can[i] says whether the parts from i on can be what is left of the group.
        Span<bool> next = stackalloc bool[parts.Length + 1];
        Span<bool> can = stackalloc bool[parts.Length + 1];
        EndOfGroup(next);
        for (; !group.IsEmpty; group = group[..^1])
        {
            var letter = group[^1];
            can[^1] = false;
            for (var i = parts.Length - 1; i >= 0; i--)
            {
                can[i] = parts[i] == Star ? can[i + 1] || next[i]
                    : parts[i] == Fold(letter) ? next[i + 1]
                    : letter == placeholder && identifier.Contains((byte)parts[i]) && (can[i + 1] || next[i + 1]);
            }

            can.CopyTo(next);
        }

        return next[0];
    }

    void EndOfGroup(Span<bool> can)
    {
        can[^1] = true;
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            can[i] = parts[i] == Star && can[i + 1];
        }
    }

    int Fold(byte letter) => ignoresCase && letter is >= (byte)'A' and <= (byte)'Z' ? letter | 0x20 : letter;
}
