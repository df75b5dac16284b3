// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Rates;
using KongMonitor.Language;

namespace KongMonitor.Top.Screen;

/// <summary>The whole screen. What it shows depends on what it is given alone.</summary>
sealed class TopScreen(Texts texts, TimeZoneInfo zone)
{
    const string Program = "kong-ebpf-monitor top";
    const int LeastRows = 3;
    const int KeepTable = 95;
    readonly RowName names = new(texts);
    (TopState State, TopData Data, SortedTable Table)? sorted;

    public Frame Render(TopState state, TopData data, ScreenSize size)
    {
        size = new(Math.Max(1, size.Width), Math.Max(1, size.Height));
        if (state.ShowsHelp)
        {
            return HelpScreen.Of(state, texts, size);
        }

        var table = Sort(state, data);
        var (foot, cursor) = Foot(state, size.Width);
        var above = Above(state, data, table, size);
        var below = new List<Section> { foot };
        Fit(above, below, size.Height);
        var page = Math.Max(0, size.Height - Lines(above) - Lines(below));
        var lines = new TableLines(state, data, table, texts, size.Width, page);
        ScreenLine[] rows = [.. Rows(table, lines, size.Width).Take(page)];
        ScreenLine[] all =
        [
            .. above.SelectMany(section => section.Keep == KeepTable ? [lines.Head] : section.Lines),
            .. rows, .. Enumerable.Repeat(ScreenLine.Empty, page - rows.Length), .. below.SelectMany(section => section.Lines),
        ];
        var footLine = all.Length - foot.Lines.Count;
        return new(
            size, [.. all.Take(size.Height)], cursor is { } column && footLine < size.Height ? (column, footLine) : null,
            table.Rows.Length, page, lines.First);
    }

    // The rows are sorted anew when there are other ones, and not for every key.
    SortedTable Sort(TopState state, TopData data)
    {
        if (sorted is not { } last || last.Data != data || (last.State.Kind, last.State.Leg, last.State.Sort, last.State.IsReversed)
            != (state.Kind, state.Leg, state.Sort, state.IsReversed))
        {
            sorted = last = (state, data, SortedTable.Of(state, data, names));
        }

        return last.Table;
    }

    List<Section> Above(TopState state, TopData data, SortedTable table, ScreenSize size)
    {
        var width = size.Width;
        var legs = new LegLines(data, texts, width);
        Section Of(Leg leg) => new(state.Leg == leg ? 85 : 50, legs.Of(leg, state.Leg == leg));
        return
        [
            new(60, Title(state, data, width)),
            new(70, legs.Head),
            Of(Leg.Downstream),
            Of(Leg.Upstream),
            new(90, RemarkLines.Of(data, texts, width, Math.Max(1, (size.Height - 8) / 4))),
            new(20, Tabs(state, width)),
            new(40, About(state, data, table, width)),
            new(KeepTable, ScreenLine.Empty),
        ];
    }

    (Section Lines, int? Cursor) Foot(TopState state, int width)
    {
        if (state.Edit is not { } edit)
        {
            return (new(30, ScreenLine.Bar(width, texts.Top.Keys, Styles.Head)), null);
        }

        var (lines, cursor) = FilterLines.Of(edit, texts, width);
        return (new(int.MaxValue, lines), cursor);
    }

    // On a low screen what is worth least makes room for rows.
    static void Fit(List<Section> above, List<Section> below, int height)
    {
        while (Lines(above) + Lines(below) + LeastRows > height)
        {
            var least = above.Concat(below).Where(section => section.Keep != int.MaxValue).MinBy(section => section.Keep);
            if (least is null)
            {
                return;
            }

            _ = above.Remove(least) || below.Remove(least);
        }
    }

    static int Lines(List<Section> sections) => sections.Sum(section => section.Lines.Count);

    ScreenLine Title(TopState state, TopData data, int width)
    {
        var now = Local(data.Now.Time).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var since = Local(data.Now.Since).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return ScreenLine.Of(
            width,
            [
                new(Program, Styles.Strong),
                new($"  {now}", Styles.Plain),
                new(state.IsPaused ? "  " : "", Styles.Plain),
                new(state.IsPaused ? texts.Top.Paused : "", Styles.Badge),
                new("  " + Texts.Fill(Since(data), since), Styles.Plain),
                new(data.Owner.Holder is { } holder ? "  " + Texts.Fill(texts.Top.CountsOf, Cells.Clean(holder)) : "", Styles.Faint),
            ]);
    }

    // Of another monitor only that one knows whether its counts are an earlier run's.
    string Since(TopData data) =>
        data.Owner != CountOwner.Self ? texts.Top.Since
        : data.Now.IsResumed ? texts.Top.SinceResumed
        : texts.Top.SinceStart;

    DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone);

    ScreenLine Tabs(TopState state, int width) => ScreenLine.Of(
        width,
        [
            .. Enum.GetValues<TableKind>().SelectMany(kind => (Piece[])
            [
                new($"{(int)kind + 1} {texts.Top.Tables[kind]}", kind == state.Kind ? Styles.Sorted : Styles.Plain), new("  ", Styles.Plain),
            ]),
        ]);

    ScreenLine About(TopState state, TopData data, SortedTable table, int width)
    {
        var top = texts.Top;
        var count = table.Rows.Length < table.Present
            ? Texts.Fill(top.RowsOf, table.Rows.Length, table.Present)
            : Texts.Fill(top.Rows, table.Rows.Length);
        var filter = data.Now.View.Filter.IsEverything ? "" : ", " + Texts.Fill(top.Filtered, Cells.Clean(data.Now.View.Filter.Text));
        return ScreenLine.Of(
            width,
            [
                new($"{top.Tables[state.Kind]}, {(state.Leg == Leg.Downstream ? top.Downstream : top.Upstream)}", Styles.Strong),
                new(filter, Styles.Notice),
                new($", {count}, {Texts.Fill(top.SortedBy, top.Columns[state.Sort])}; {top.TableSinceStart}", Styles.Faint),
            ]);
    }

    IEnumerable<ScreenLine> Rows(SortedTable table, TableLines lines, int width)
    {
        if (!table.Withheld.IsEmpty)
        {
            var withheld = sorted!.Value.State.Kind == TableKind.Connections ? texts.Filters.ConnectionsWithheld : texts.Filters.ExchangesWithheld;
            return Cells.Wrap(Texts.Fill(withheld, string.Join(", ", table.Withheld)), width).Select(line => ScreenLine.Of(width, line, Styles.Notice));
        }

        return table.Rows.IsEmpty ? [ScreenLine.Of(width, texts.Top.NoRows, Styles.Faint)] : lines.Rows;
    }
}
