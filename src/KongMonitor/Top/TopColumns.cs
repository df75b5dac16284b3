// SPDX-License-Identifier: MIT
using KongMonitor.Core.Rates;

namespace KongMonitor.Top;

/// <summary>Which columns a table has.</summary>
static class TopColumns
{
    static readonly TopColumn[] all = Enum.GetValues<TopColumn>();
    static readonly TopColumn[] ofConnections = [.. all.Where(column => column is not (TopColumn.P50 or TopColumn.P95 or TopColumn.P99))];

    public static IReadOnlyList<TopColumn> Of(TableKind kind) => kind == TableKind.Connections ? ofConnections : all;

    /// <summary>The one that many steps to the right, around the end.</summary>
    public static TopColumn Step(TableKind kind, TopColumn from, int steps)
    {
        var columns = Of(kind).ToList();
        var index = columns.IndexOf(from);
        index = index < 0 && steps < 0 ? 0 : index; // of a column that this table lacks: the first or the last one
        return columns[(index + steps + columns.Count) % columns.Count];
    }
}
