// SPDX-License-Identifier: MIT
using KongMonitor.Language;

namespace KongMonitor.Top.Screen;

/// <summary>The keys and what the numbers mean, in the place of everything else.</summary>
static class HelpScreen
{
    public static Frame Of(TopState state, Texts texts, ScreenSize size)
    {
        ScreenLine[] help = [.. from line in texts.Top.Help from part in Cells.Wrap(line, size.Width) select ScreenLine.Of(size.Width, part, Styles.Plain)];
        var page = Math.Max(0, size.Height - 1);
        var first = Math.Clamp(state.HelpFirst, 0, Math.Max(0, help.Length - page));
        ScreenLine[] shown = [.. help.Skip(first).Take(page)];
        var rest = Enumerable.Repeat(ScreenLine.Empty, page - shown.Length);
        return new(
            size,
            [.. shown, .. rest, .. Enumerable.Repeat(ScreenLine.Bar(size.Width, texts.Top.HelpKeys, Styles.Head), size.Height - page)],
            null,
            help.Length,
            page,
            first);
    }
}
