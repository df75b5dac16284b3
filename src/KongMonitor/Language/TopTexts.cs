// SPDX-License-Identifier: MIT
using KongMonitor.Core.Rates;
using KongMonitor.Top;

namespace KongMonitor.Language;

/// <summary>What the screen of <c>top</c> says, in one language.</summary>
sealed partial record TopTexts
{
    public required IReadOnlyDictionary<TableKind, string> Tables { get; init; }

    public required IReadOnlyDictionary<TopColumn, string> Columns { get; init; }

    public required string Downstream { get; init; }

    public required string Upstream { get; init; }

    /// <summary>How long the last interval was.</summary>
    public required string LastInterval { get; init; }

    public required string FirstInterval { get; init; }

    public required string InFlight { get; init; }

    public required string Unanswered { get; init; }

    public required string Desynced { get; init; }

    /// <summary>Since when.</summary>
    public required string Since { get; init; }

    /// <summary>Since when, of a count that this run began.</summary>
    public required string SinceStart { get; init; }

    /// <summary>The same, of counts that an earlier run began.</summary>
    public required string SinceResumed { get; init; }

    /// <summary>The running monitor, as it says of itself.</summary>
    public required string CountsOf { get; init; }

    public required string Paused { get; init; }

    /// <summary>How many, of how many.</summary>
    public required string RowsOf { get; init; }

    /// <summary>How many.</summary>
    public required string Rows { get; init; }

    public required string TableSinceStart { get; init; }

    /// <summary>Column.</summary>
    public required string SortedBy { get; init; }

    /// <summary>The filter.</summary>
    public required string Filtered { get; init; }

    public required string NoRows { get; init; }

    public required string FilterPrompt { get; init; }

    /// <summary>How many remarks are not shown.</summary>
    public required string MoreRemarks { get; init; }

    public required string LeftCounting { get; init; }

    public required string CountsGone { get; init; }

    /// <summary>The monitor that counts now, as it says of itself.</summary>
    public required string CountsGoOn { get; init; }

    /// <summary>The monitor whose they are, as it says of itself.</summary>
    public required string NewCounts { get; init; }

    public required string Keys { get; init; }

    public required string HelpKeys { get; init; }

    public required IReadOnlyList<string> Help { get; init; }

    /// <summary>Of {0}: leg, requests/s, share of errors, p50, p95, p99, in flight, unanswered, desynced, requests.</summary>
    public required string PlainLine { get; init; }

    /// <summary>The filter, requests, errors.</summary>
    public required string PlainFilter { get; init; }

    /// <summary>The running monitor, as it says of itself.</summary>
    public required string NotPinned { get; init; }

    /// <summary>The running monitor, as it says of itself.</summary>
    public required string OtherLayout { get; init; }
}
