// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Globalization;
using KongMonitor.Core.Rates;
using KongMonitor.Language;
using Spectre.Console;

namespace KongMonitor.Top.Screen;

/// <summary>The table: a line of titles, then as many rows as there is room for.</summary>
sealed class TableLines
{
    const int LeastName = 16;
    readonly TopState state;
    readonly RowName names;
    readonly SortedTable table;
    readonly int width;
    readonly int nameWidth;
    readonly string nameTitle;
    readonly IReadOnlyList<(TopColumn Id, ShownColumn Shown)> columns;
    readonly ImmutableArray<RatedRow> rows;

    /// <param name="state">What the user chose.</param>
    /// <param name="data">What was counted.</param>
    /// <param name="table">Its table.</param>
    /// <param name="texts">The language.</param>
    /// <param name="width">Of the screen.</param>
    /// <param name="page">Rows that there is room for.</param>
    public TableLines(TopState state, TopData data, SortedTable table, Texts texts, int width, int page)
    {
        this.state = state;
        this.table = table;
        this.width = width;
        names = new(texts);
        Selected = Math.Clamp(state.Selected, 0, Math.Max(0, table.Rows.Length - 1));
        First = FirstRow(page);
        rows = [.. table.Rows.Skip(First).Take(page)];
        var arrow = state.IsReversed ? "▲" : "▼";
        nameTitle = Title(TopColumn.Name);
        (TopColumn Id, ShownColumn Shown)[] all =
        [
            .. TopColumns.Of(state.Kind).Where(column => column != TopColumn.Name)
                .Select(column => (column, new ShownColumn(Title(column), [.. rows.Select(row => Cell(column, row, data))], Keep(column), Least(column)))),
        ];
        var share = state.Kind == TableKind.Connections ? width * 7 / 10 : width * 2 / 5;
        var wanted = Math.Min(Math.Max(table.NameWidth, Cells.Width(nameTitle)), Math.Max(LeastName, share));
        columns = ShownColumn.Fitting(all, width - wanted, column => column.Shown);
        nameWidth = Math.Max(0, width - columns.Sum(column => column.Shown.Width));

        string Title(TopColumn column) => state.Sort == column ? texts.Top.Columns[column] + arrow : texts.Top.Columns[column];
    }

    /// <summary>The first row that is shown.</summary>
    public int First { get; }

    /// <summary>The one that is marked.</summary>
    public int Selected { get; }

    public ScreenLine Head => ScreenLine.Of(
        width,
        [
            new(Cells.Fit(nameTitle, nameWidth), StyleOf(TopColumn.Name)),
            .. columns.Select(column => new Piece(Cells.Fit(column.Shown.Title, column.Shown.Width, right: true), StyleOf(column.Id))),
        ]);

    public IEnumerable<ScreenLine> Rows => rows.Select((row, index) =>
    {
        var isSelected = First + index == Selected;
        return ScreenLine.Of(
            width,
            [
                new(names.Fit(state.Kind, row.Row, nameWidth), isSelected ? Styles.Selected : Styles.Plain),
                .. columns.Select(column => new Piece(
                    Cells.Fit(column.Shown.Cells[index], column.Shown.Width, right: true),
                    isSelected ? Styles.Selected : column.Id == TopColumn.Errors && row.Row.Counts.Errors > 0 ? Styles.Bad : Styles.Plain)),
            ]);
    });

    Style StyleOf(TopColumn column) => state.Sort == column ? Styles.Sorted : Styles.Head;

    // It moves no more than the marked row needs.
    int FirstRow(int page)
    {
        var first = Math.Min(state.First, Math.Max(0, table.Rows.Length - page));
        return Selected < first ? Selected : Selected >= first + page ? Math.Max(0, Selected - page + 1) : first;
    }

    static string Cell(TopColumn column, in RatedRow row, TopData data) => column switch
    {
        TopColumn.RequestRate => Numbers.Rate(row.Rates?.Requests),
        TopColumn.Requests => row.Row.Counts.Requests.ToString(CultureInfo.InvariantCulture),
        TopColumn.Errors => Numbers.Share(row.ErrorShare),
        TopColumn.P50 => Numbers.Time(row.Row.Latency?.P50),
        TopColumn.P95 => Numbers.Time(row.Row.Latency?.P95),
        TopColumn.P99 => Numbers.Time(row.Row.Latency?.P99),
        TopColumn.SentRate => Numbers.ByteRate(row.Rates?.BytesSent),
        TopColumn.ReceivedRate => Numbers.ByteRate(row.Rates?.BytesReceived),
        _ => Numbers.Age(data.Now.Time - row.Row.LastActivity),
    };

    static int Keep(TopColumn column) => column switch
    {
        TopColumn.Requests => 100,
        TopColumn.RequestRate => 90,
        TopColumn.Errors => 80,
        TopColumn.P95 => 70,
        TopColumn.P99 => 60,
        TopColumn.LastActivity => 55,
        TopColumn.P50 => 50,
        TopColumn.ReceivedRate => 31,
        _ => 30,
    };

    static int Least(TopColumn column) => column == TopColumn.LastActivity ? 4 : 6;
}
