// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Language;
using KongMonitor.Output;
using Spectre.Console;

namespace KongMonitor.Top.Screen;

/// <summary>Why data may be missing. It has lines of the screen whenever there is anything to say.</summary>
static class RemarkLines
{
    /// <param name="data">What was counted.</param>
    /// <param name="texts">The language.</param>
    /// <param name="width">Of the screen.</param>
    /// <param name="most">Lines that there is room for.</param>
    public static IReadOnlyList<ScreenLine> Of(TopData data, Texts texts, int width, int most)
    {
        List<ScreenLine> lines =
        [
            .. from remark in Remarks(data, texts)
               from line in Cells.Wrap(remark.Text, width)
               select ScreenLine.Of(width, line, remark.Style),
        ];
        if (lines.Count <= most)
        {
            return lines;
        }

        // With one line the first remark is worth more than the number of the others.
        return most <= 1
            ? [.. lines.Take(most)]
            : [.. lines.Take(most - 1), ScreenLine.Of(width, Texts.Fill(texts.Top.MoreRemarks, lines.Count - most + 1), Styles.Faint)];
    }

    static IEnumerable<Piece> Remarks(TopData data, Texts texts)
    {
        if (data.Owner.State != CountState.Counting)
        {
            yield return new(data.Owner.State == CountState.Left ? texts.Top.LeftCounting : texts.Top.CountsGone, Styles.Bad);
        }

        var snapshot = data.Now;
        foreach (var warning in snapshot.Warnings)
        {
            yield return new(RemarkText.Warning(warning, texts), Styles.Bad);
        }

        (string? Text, Style Style)[] others =
        [
            (RemarkText.Losses(snapshot, texts), Styles.Notice),
            (RemarkText.NotHttp(snapshot, Leg.Downstream, texts), Styles.Notice),
            (RemarkText.NotHttp(snapshot, Leg.Upstream, texts), Styles.Notice),
            (RemarkText.Unsure(snapshot, texts), Styles.Notice),
            (RemarkText.ConnectionsUnsure(snapshot, texts), Styles.Notice),
        ];
        foreach (var (text, style) in others)
        {
            if (text is not null)
            {
                yield return new(text, style);
            }
        }
    }
}
