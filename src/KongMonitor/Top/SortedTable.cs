// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Core;
using KongMonitor.Core.Rates;
using KongMonitor.Top.Screen;

namespace KongMonitor.Top;

/// <summary>The rows of the table that the user chose, in the order that the user chose.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Present">How many there are in all.</param>
/// <param name="Withheld">The words of the filter that it cannot answer.</param>
/// <param name="NameWidth">Cells of the widest name.</param>
sealed record SortedTable(ImmutableArray<RatedRow> Rows, int Present, ImmutableArray<string> Withheld, int NameWidth)
{
    public static SortedTable Of(TopState state, TopData data, RowName names)
    {
        var table = Table.Of(data.Now, state.Kind, state.Leg);
        var rates = new TableRates(data.Interval, state.Kind, state.Leg);
        RatedRow[] rows = [.. table.Rows.Select(row => new RatedRow(row, rates.Of(row)))];

        // Stable, so that rows which are equal stay in the snapshot's order: the most requests first.
        var sign = state.IsReversed ? -1 : 1;
        var sorted = rows.Order(Comparer<RatedRow>.Create((x, y) => sign * Compare(state, names, x, y)));
        var widest = rows.Length == 0 ? 0 : rows.Max(row => Cells.Width(names.Of(state.Kind, row.Row)));
        return new([.. sorted], table.Present, table.Withheld, widest);
    }

    // What is not known comes last.
    static int Compare(TopState state, RowName names, RatedRow x, RatedRow y) => state.Sort switch
    {
        TopColumn.Name => state.Kind == TableKind.Statuses
            ? x.Row.Key.Number.CompareTo(y.Row.Key.Number)
            : string.CompareOrdinal(names.Of(state.Kind, x.Row), names.Of(state.Kind, y.Row)),
        TopColumn.RequestRate => Descending(x.Rates?.Requests, y.Rates?.Requests),
        TopColumn.Requests => y.Row.Counts.Requests.CompareTo(x.Row.Counts.Requests),
        TopColumn.Errors => y.ErrorShare.CompareTo(x.ErrorShare),
        TopColumn.P50 => Descending(x.Row.Latency?.P50?.Value, y.Row.Latency?.P50?.Value),
        TopColumn.P95 => Descending(x.Row.Latency?.P95?.Value, y.Row.Latency?.P95?.Value),
        TopColumn.P99 => Descending(x.Row.Latency?.P99?.Value, y.Row.Latency?.P99?.Value),
        TopColumn.SentRate => Descending(x.Rates?.BytesSent, y.Rates?.BytesSent),
        TopColumn.ReceivedRate => Descending(x.Rates?.BytesReceived, y.Rates?.BytesReceived),
        _ => Descending(x.Row.LastActivity, y.Row.LastActivity),
    };

    static int Descending<T>(T? x, T? y)
        where T : struct, IComparable<T> => Comparer<T?>.Default.Compare(y, x);
}
