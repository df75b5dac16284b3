// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Rates;

namespace KongMonitor.Top;

/// <summary>What the user chose.</summary>
sealed record TopState
{
    public TableKind Kind { get; init; } = TableKind.Paths;

    public Leg Leg { get; init; } = Leg.Downstream;

    public TopColumn Sort { get; init; } = TopColumn.RequestRate;

    /// <summary>The other way than is usual for the column: names from A, numbers from the largest.</summary>
    public bool IsReversed { get; init; }

    /// <summary>The row that is marked; may be beyond the end.</summary>
    public int Selected { get; init; }

    /// <summary>The first row that was shown.</summary>
    public int First { get; init; }

    public bool IsPaused { get; init; }

    public bool ShowsHelp { get; init; }

    /// <summary>Lines of the help above the screen.</summary>
    public int HelpFirst { get; init; }

    public Filter Filter { get; init; } = Filter.Everything;

    /// <summary>Null: no filter is typed.</summary>
    public FilterEdit? Edit { get; init; }

    /// <summary>The user wants to leave.</summary>
    public bool IsOver { get; init; }
}
