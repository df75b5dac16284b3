// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Rates;
using KongMonitor.Language;

namespace KongMonitor.Top.Screen;

/// <summary>The totals of both legs: a line of titles, and a line for each.</summary>
sealed class LegLines
{
    readonly int width;
    readonly int nameWidth;
    readonly IReadOnlyList<ShownColumn> columns;
    readonly string[] names;
    readonly LegRates?[] rates;

    public LegLines(TopData data, Texts texts, int width)
    {
        this.width = width;
        rates = [LegRates.Of(data.Interval, Leg.Downstream), LegRates.Of(data.Interval, Leg.Upstream)];
        var top = texts.Top;
        var interval = data.Interval is { } known ? Texts.Fill(top.LastInterval, Length(known.Length)) : top.FirstInterval;
        names = [interval, top.Downstream, top.Upstream];
        nameWidth = Math.Min(width, names.Max(Cells.Width));
        ShownColumn[] all = [.. Columns(data, top)];
        columns = ShownColumn.Fitting(all, width - nameWidth, column => column);
    }

    public ScreenLine Head => ScreenLine.Of(
        width, [new(Cells.Fit(names[0], nameWidth), Styles.Faint), .. columns.Select(column => new Piece(Cells.Fit(column.Title, column.Width, right: true), Styles.Faint))]);

    public ScreenLine Of(Leg leg, bool isShown) => ScreenLine.Of(
        width,
        [
            new(Cells.Fit(names[(int)leg + 1], nameWidth), isShown ? Styles.Strong : Styles.Plain),
            .. columns.Select(column => new Piece(
                Cells.Fit(column.Cells[(int)leg], column.Width, right: true), IsError(column, leg) ? Styles.Bad : Styles.Plain)),
        ]);

    bool IsError(ShownColumn column, Leg leg) => column.Keep == KeepErrors && rates[(int)leg]?.ErrorShare > 0;

    const int KeepErrors = 90;

    IEnumerable<ShownColumn> Columns(TopData data, TopTexts texts)
    {
        var titles = texts.Columns;
        yield return Rated(titles[TopColumn.RequestRate], 100, leg => Numbers.Rate(leg?.Totals.Requests));
        yield return Rated(titles[TopColumn.Errors], KeepErrors, leg => Numbers.Share(leg?.ErrorShare));
        yield return Rated(titles[TopColumn.P50], 50, leg => Numbers.Time(leg?.Latency.P50));
        yield return Rated(titles[TopColumn.P95], 80, leg => Numbers.Time(leg?.Latency.P95));
        yield return Rated(titles[TopColumn.P99], 45, leg => Numbers.Time(leg?.Latency.P99));
        yield return Rated(titles[TopColumn.SentRate], 30, leg => Numbers.ByteRate(leg?.Totals.BytesSent));
        yield return Rated(titles[TopColumn.ReceivedRate], 31, leg => Numbers.ByteRate(leg?.Totals.BytesReceived));
        yield return Counted(titles[TopColumn.Requests], 85, leg => leg.Counts.Requests);
        yield return Counted(texts.InFlight, 65, leg => leg.InFlight);
        yield return Counted(texts.Unanswered, 75, leg => leg.Unanswered);
        yield return Counted(texts.Desynced, 70, leg => leg.Desynced);

        ShownColumn Rated(string title, int keep, Func<LegRates?, string> cell) => new(title, [.. rates.Select(cell)], keep);

        ShownColumn Counted(string title, int keep, Func<LegRow, ulong> count) =>
            new(title, [.. data.Now.Legs.Select(leg => count(leg).ToString(CultureInfo.InvariantCulture))], keep);
    }

    // As the user gave it, and not how long the reading took besides.
    static string Length(TimeSpan length) => length.TotalSeconds < 0.95
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(length.TotalSeconds, 1)}s")
        : DurationText.Show(TimeSpan.FromSeconds(Math.Round(length.TotalSeconds)));
}
