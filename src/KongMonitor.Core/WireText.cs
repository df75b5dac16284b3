// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;

namespace KongMonitor.Core;

/// <summary>
/// Text that came from the network, made safe to show. A byte that is part of a
/// control or format character (C0, DEL, C1, bidirectional marks), of a line or
/// paragraph separator, or of no valid UTF-8 character becomes <c>\xHH</c>; a
/// backslash becomes <c>\\</c>. The result is valid UTF-8 and can be turned back
/// into the bytes.
/// </summary>
public static class WireText
{
    /// <summary>The most bytes that one byte of wire text becomes.</summary>
    public const int MaxExpansion = 4;

    const int LongestOnStack = 1024;

    /// <summary>The bytes of a fixed field without the NULs behind them.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field) => field.TrimEnd((byte)0);

    /// <summary>Shows a fixed field (NULs at its end are no part of it).</summary>
    public static string Show(ReadOnlySpan<byte> field)
    {
        var wire = Trim(field);
        if (wire.IsEmpty)
        {
            return "";
        }

        var room = wire.Length * MaxExpansion;
        Span<byte> shown = room <= LongestOnStack ? stackalloc byte[room] : new byte[room];
        return Encoding.UTF8.GetString(shown[..Escape(wire, shown)]);
    }

    /// <summary>Shows text that another program or the user gave.</summary>
    public static string Show(string text) => Show(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Writes the safe form of <paramref name="wire"/> as UTF-8 and returns its length.
    /// <paramref name="shown"/> holds at least <see cref="MaxExpansion"/> times as many bytes.
    /// </summary>
    public static int Escape(ReadOnlySpan<byte> wire, Span<byte> shown)
    {
        var length = 0;
        while (!wire.IsEmpty)
        {
            var valid = Rune.DecodeFromUtf8(wire, out var rune, out var consumed) == System.Buffers.OperationStatus.Done;
            var character = wire[..consumed];
            wire = wire[consumed..];
            if (valid && rune.Value == '\\')
            {
                shown[length++] = (byte)'\\';
                shown[length++] = (byte)'\\';
            }
            else if (valid && IsHarmless(rune))
            {
                character.CopyTo(shown[length..]);
                length += character.Length;
            }
            else
            {
                length += WriteHex(character, shown[length..]);
            }
        }

        return length;
    }

    static bool IsHarmless(Rune rune)
    {
        if (rune.IsAscii)
        {
            return rune.Value is >= 0x20 and < 0x7f;
        }

        return Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or
            UnicodeCategory.Format or
            UnicodeCategory.LineSeparator or
            UnicodeCategory.ParagraphSeparator);
    }

    static int WriteHex(ReadOnlySpan<byte> bytes, Span<byte> shown)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        var length = 0;
        foreach (var value in bytes)
        {
            shown[length++] = (byte)'\\';
            shown[length++] = (byte)'x';
            shown[length++] = digits[value >> 4];
            shown[length++] = digits[value & 15];
        }

        return length;
    }
}
