// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Text;

namespace KongMonitor.Core.Filters;

/// <summary>A text in which a star stands for any run of characters, also none.</summary>
sealed class Glob
{
    const int Star = -1;
    readonly int[] parts; // bytes of UTF-8, and stars
    readonly byte[] head; // what stands before the first star, or all
    readonly byte[][] middle; // what stands between stars
    readonly byte[]? tail; // what stands behind the last star; null: there is none
    readonly int least; // bytes that a text has at least

    /// <param name="value">Quoted, its stars are stars.</param>
    /// <param name="ignoresCase">Whether letters of ASCII are the same in both cases: the text must be in lower case then.</param>
    public Glob(FilterValue value, bool ignoresCase = false)
    {
        var text = Encoding.UTF8.GetBytes(value.Text);
        if (ignoresCase)
        {
            ToLower(text);
        }

        parts = [.. text.Select(letter => letter == '*' && !value.IsQuoted ? Star : letter)];
        byte[][] runs = value.IsQuoted ? [text] : [.. Runs(text)];
        head = runs[0];
        middle = runs.Length > 2 ? [.. runs[1..^1].Where(run => run.Length > 0)] : [];
        tail = runs.Length > 1 ? runs[^1] : null;
        least = runs.Sum(run => run.Length);
    }

    /// <summary>Whether it is the whole text.</summary>
    public bool Matches(ReadOnlySpan<byte> text)
    {
        if (tail is null)
        {
            return text.SequenceEqual(head);
        }

        if (text.Length < least || !text.StartsWith(head) || !text.EndsWith(tail))
        {
            return false;
        }

        // Each run where it is found first: what is left for the others is the most then.
        text = text[head.Length..^tail.Length];
        foreach (var run in middle)
        {
            var at = text.IndexOf(run);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + run.Length)..];
        }

        return true;
    }

    /// <summary>Whether it means all that a name stands for which is in the place of others: it is that name, or nothing but stars.</summary>
    public bool MeansAllOf(ReadOnlySpan<byte> name) => tail is null ? Matches(name) : least == 0;

    /// <summary>
    /// Whether it can be one of the texts that a group stands for, in which <paramref name="placeholder"/> is any run of
    /// <paramref name="identifier"/>'s letters.
    /// </summary>
    public bool CanBeIn(ReadOnlySpan<byte> group, byte placeholder, SearchValues<byte> identifier)
    {
        if (!CanBegin(group, placeholder) || !CanEnd(group, placeholder))
        {
            return false;
        }

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
                    : parts[i] == letter ? next[i + 1]
                    : letter == placeholder && identifier.Contains((byte)parts[i]) && (can[i + 1] || next[i + 1]);
            }

            can.CopyTo(next);
        }

        return next[0];
    }

    /// <summary>Makes the capital letters of ASCII small.</summary>
    public static void ToLower(Span<byte> text)
    {
        foreach (ref var letter in text)
        {
            letter |= (byte)(letter is >= (byte)'A' and <= (byte)'Z' ? 0x20 : 0);
        }
    }

    // Most groups differ before their first placeholder, or behind their last one.
    bool CanBegin(ReadOnlySpan<byte> group, byte placeholder)
    {
        var same = head.AsSpan().CommonPrefixLength(group);
        return same == head.Length || (same < group.Length && group[same] == placeholder);
    }

    bool CanEnd(ReadOnlySpan<byte> group, byte placeholder)
    {
        var fixedLength = group.Length - 1 - group.LastIndexOf(placeholder);
        var end = tail ?? head;
        var length = Math.Min(fixedLength, end.Length);
        return group[^length..].SequenceEqual(end.AsSpan(end.Length - length));
    }

    void EndOfGroup(Span<bool> can)
    {
        can[^1] = true;
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            can[i] = parts[i] == Star && can[i + 1];
        }
    }

    static IEnumerable<byte[]> Runs(byte[] text)
    {
        var from = 0;
        for (int star; (star = Array.IndexOf(text, (byte)'*', from)) >= 0; from = star + 1)
        {
            yield return text[from..star];
        }

        yield return text[from..];
    }
}
