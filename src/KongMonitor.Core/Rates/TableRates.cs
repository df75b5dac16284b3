// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core.Rates;

/// <summary>
/// The rates of a table's rows. A row of which an interval does not tell has none: never a negative rate, and never counts
/// that only came over from rows which made room.
/// </summary>
public sealed class TableRates
{
    readonly Dictionary<RowKey, TrafficCounts> before = [];
    readonly TimeSpan length;
    readonly bool isCut;
    readonly bool hasFolded;
    readonly bool isKnown;

    /// <param name="interval">Null: nothing to compare with.</param>
    /// <param name="kind">Which table it is.</param>
    /// <param name="leg">Which leg of it.</param>
    public TableRates(Interval? interval, TableKind kind, Leg leg)
    {
        if (interval is not { HasRows: true })
        {
            return;
        }

        isKnown = true;
        length = interval.Length;
        var earlier = Table.Of(interval.Before, kind, leg);
        isCut = earlier.IsCut;
        hasFolded = interval.HasFolded;
        foreach (var row in earlier.Rows)
        {
            before[row.Key] = row.Counts;
        }
    }

    /// <summary>The rates of a row of the later table, null where they are not known.</summary>
    public RowRates? Of(TableRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!isKnown || (row.TakesOver && hasFolded))
        {
            return null;
        }

        // A row that was not there began at nothing, unless the earlier table just did not show it.
        return before.TryGetValue(row.Key, out var earlier) ? RowRates.Between(earlier, row.Counts, length)
            : isCut ? null
            : RowRates.Between(default, row.Counts, length);
    }
}
