// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;
using Spectre.Console;

namespace KongMonitor.Top.Screen;

/// <summary>Text measured in a terminal's cells: a letter of East Asian scripts takes two, a combining mark none.</summary>
static class Cells
{
    public const string Ellipsis = "…";
    static readonly Rune placeholder = new('·');

    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
    }

    public static int Width(Rune rune) =>
        rune.Value is >= 0x20 and < 0x7f ? 1
        : Math.Max(0, rune.IsBmp ? ((char)rune.Value).GetCellWidth() : rune.ToString().GetCellWidth());

    /// <summary>The text if it fits; else as much of it as fits, and an ellipsis.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        return width <= 0 ? "" : Take(text, width - 1) + Ellipsis;
    }

    /// <summary>As much of the beginning as fits.</summary>
    public static string Take(string text, int width)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width -= Width(rune);
            if (width < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    /// <summary>Exactly that wide: cut, or with blanks at its end or its beginning.</summary>
    public static string Fit(string text, int width, bool right = false)
    {
        var cut = Cut(text, width);
        var blanks = new string(' ', Math.Max(0, width - Width(cut)));
        return right ? blanks + cut : cut + blanks;
    }

    /// <summary>What the user typed or gave as an argument, without characters that act on a terminal.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(IsHarmless(rune) ? rune : placeholder);
        }

        return clean.ToString();
    }

    public static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    /// <summary>Lines of at most that width, cut between words where there are any.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Width(longer) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                yield return line;
            }

            line = word;
        }

        yield return line;
    }
}
