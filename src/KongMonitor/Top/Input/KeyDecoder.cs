// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Text;

namespace KongMonitor.Top.Input;

/// <summary>
/// Turns what a terminal sends into keys: UTF-8, control characters, and the sequences of xterm and its relatives for keys
/// without a character. A sequence may come in pieces; what is none of those is passed over.
/// </summary>
sealed class KeyDecoder
{
    const byte Escape = 0x1b;
    const int LongestSequence = 32;
    readonly List<byte> waiting = [];

    /// <summary>Whether an escape character came and nothing after it: the key, or the beginning of a sequence.</summary>
    public bool IsWaiting => waiting.Count > 0;

    /// <summary>The keys that a few bytes complete.</summary>
    public IReadOnlyList<Key> Add(ReadOnlySpan<byte> input)
    {
        var keys = new List<Key>();
        waiting.AddRange(input);
        while (waiting.Count > 0 && TryTake(out var key))
        {
            if (key is { } known)
            {
                keys.Add(known);
            }
        }

        return keys;
    }

    /// <summary>Nothing came for a moment: an escape character by itself was the key.</summary>
    public IReadOnlyList<Key> Pause()
    {
        var isEscape = waiting is [Escape];
        waiting.Clear();
        return isEscape ? [new(KeyKind.Escape)] : [];
    }

    // False: more bytes are needed.
    bool TryTake(out Key? key)
    {
        key = null;
        if (waiting[0] == Escape)
        {
            return TryTakeSequence(out key);
        }

        Span<byte> start = stackalloc byte[Math.Min(4, waiting.Count)];
        for (var i = 0; i < start.Length; i++)
        {
            start[i] = waiting[i];
        }

        var status = Rune.DecodeFromUtf8(start, out var rune, out var length);
        if (status == OperationStatus.NeedMoreData)
        {
            return false;
        }

        waiting.RemoveRange(0, length);
        key = status == OperationStatus.Done ? OfCharacter(rune) : null;
        return true;
    }

    static Key? OfCharacter(Rune rune) => rune.Value switch
    {
        0x03 => new(KeyKind.Interrupt),
        0x08 or 0x7f => new(KeyKind.Backspace),
        0x0a or 0x0d => new(KeyKind.Enter),
        0x0c => new(KeyKind.Redraw),
        0x15 => new(KeyKind.EraseLine),
        _ => Rune.IsControl(rune) ? null : new Key(KeyKind.Text, rune),
    };

    // ESC [ parameters final, or ESC O final; ESC before anything else is the key.
    bool TryTakeSequence(out Key? key)
    {
        key = null;
        if (waiting.Count == 1)
        {
            return false;
        }

        if (waiting[1] is not ((byte)'[' or (byte)'O'))
        {
            waiting.RemoveAt(0);
            key = new(KeyKind.Escape);
            return true;
        }

        var end = waiting.FindIndex(2, octet => octet is >= 0x40 and <= 0x7e);
        if (end < 0 && waiting.Count < LongestSequence)
        {
            return false;
        }

        var sequence = Encoding.ASCII.GetString([.. waiting.Take(end < 0 ? waiting.Count : end + 1).Skip(2)]);
        waiting.RemoveRange(0, end < 0 ? waiting.Count : end + 1);
        key = OfSequence(sequence) is { } kind ? new Key(kind) : null;
        return true;
    }

    static KeyKind? OfSequence(string sequence) => sequence switch
    {
        "A" => KeyKind.Up,
        "B" => KeyKind.Down,
        "C" => KeyKind.Right,
        "D" => KeyKind.Left,
        "H" or "1~" or "7~" => KeyKind.Home,
        "F" or "4~" or "8~" => KeyKind.End,
        "3~" => KeyKind.Delete,
        "5~" => KeyKind.PageUp,
        "6~" => KeyKind.PageDown,
        "M" => KeyKind.Enter,
        _ => null,
    };
}
