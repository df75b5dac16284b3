// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core.Rates;

/// <summary>One leg of a snapshot's table, in the form that all tables have in common.</summary>
/// <param name="Rows">In the snapshot's order.</param>
/// <param name="Present">How many rows there are in all.</param>
/// <param name="Withheld">The words of the filter that the table cannot answer; then it has no rows.</param>
public sealed record Table(ImmutableArray<TableRow> Rows, int Present, ImmutableArray<string> Withheld)
{
    /// <summary>Whether rows are missing that there are.</summary>
    public bool IsCut => Rows.Length < Present;

    /// <summary>Takes a table out of a snapshot.</summary>
    public static Table Of(Snapshot snapshot, TableKind kind, Leg leg)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var withheld = kind == TableKind.Connections ? snapshot.View.ConnectionsWithheld : snapshot.View.ExchangesWithheld;
        return new([.. RowsOf(snapshot, kind).Where(row => row.Key.Leg == leg)], PresentOf(snapshot, kind)[(int)leg], withheld);
    }

    static IEnumerable<TableRow> RowsOf(Snapshot snapshot, TableKind kind) => kind switch
    {
        TableKind.Paths => snapshot.Paths.Select(Of),
        TableKind.Domains => snapshot.Domains.Select(Of),
        TableKind.Methods => snapshot.Methods.Select(Of),
        TableKind.Statuses => snapshot.Statuses.Select(row => new TableRow(RowKey.Of(row), row.Counts, row.Latency, row.LastActivity)),
        TableKind.Connections => snapshot.Connections.Select(row => new TableRow(RowKey.Of(row), row.Counts, null, row.LastActivity)),
        _ => snapshot.ContainerTraffic.Select(
            row => new TableRow(RowKey.Of(row), row.Counts, row.Latency, row.LastActivity, Identity: row.Identity)),
    };

    static TableRow Of(TrafficRow row) => new(RowKey.Of(row), row.Counts, row.Latency, row.LastActivity, row.IsOther || row.IsGroup);

    static ImmutableArray<int> PresentOf(Snapshot snapshot, TableKind kind) => kind switch
    {
        TableKind.Paths => snapshot.Present.Paths,
        TableKind.Domains => snapshot.Present.Domains,
        TableKind.Methods => snapshot.Present.Methods,
        TableKind.Statuses => snapshot.Present.Statuses,
        TableKind.Connections => snapshot.ConnectionsMatched,
        _ => snapshot.Present.Containers,
    };
}
