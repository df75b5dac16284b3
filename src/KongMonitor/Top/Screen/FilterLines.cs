// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Language;

namespace KongMonitor.Top.Screen;

/// <summary>The filter while it is typed: the line itself, and if it is none, marks under the word and the reason.</summary>
static class FilterLines
{
    /// <param name="edit">What is typed.</param>
    /// <param name="texts">The language.</param>
    /// <param name="width">Of the screen.</param>
    /// <returns>The lines, and the cursor's column in the first of them.</returns>
    public static (ImmutableArray<ScreenLine> Lines, int Cursor) Of(FilterEdit edit, Texts texts, int width)
    {
        var prompt = Cells.Take(texts.Top.FilterPrompt, Math.Max(0, width - 1));
        var room = Math.Max(1, width - Cells.Width(prompt));
        var before = Cells.Clean(edit.Text[..edit.Cursor]);

        // What does not fit is cut off at the beginning, such that the cursor stays on the screen.
        var hidden = 0;
        var cursor = Cells.Width(before);
        var clean = Cells.Clean(edit.Text);
        var skipped = 0;
        foreach (var rune in clean.EnumerateRunes())
        {
            if (cursor - skipped < room)
            {
                break;
            }

            skipped += Cells.Width(rune);
            hidden += rune.Utf16SequenceLength;
        }

        var line = ScreenLine.Of(width, [new(prompt, Styles.Strong), new(Cells.Take(clean[hidden..], room), Styles.Plain)]);
        var column = Math.Min(width - 1, Cells.Width(prompt) + cursor - skipped);
        return edit.Problem is null
            ? ([line], column)
            : ([line, Marks(edit, Cells.Width(prompt) - skipped, width), .. Reason(edit, texts, width)], column);
    }

    static ScreenLine Marks(FilterEdit edit, int left, int width)
    {
        var problem = edit.Problem!;
        var from = left + Cells.Width(Cells.Clean(edit.Text[..Math.Min(problem.At, edit.Text.Length)]));
        var word = edit.Text[Math.Min(problem.At, edit.Text.Length)..Math.Min(problem.At + problem.Length, edit.Text.Length)];
        var to = Math.Min(width, from + Math.Max(1, Cells.Width(Cells.Clean(word))));
        from = Math.Clamp(from, 0, Math.Max(0, width - 1));
        return ScreenLine.Of(width, new string(' ', from) + new string('^', Math.Max(1, to - from)), Styles.Bad);
    }

    static IEnumerable<ScreenLine> Reason(FilterEdit edit, Texts texts, int width) =>
        Cells.Wrap(texts.Filters.Explain(edit.Problem!), width).Select(line => ScreenLine.Of(width, line, Styles.Notice));
}
