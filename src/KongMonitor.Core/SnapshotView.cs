// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Core.Filters;

namespace KongMonitor.Core;

/// <summary>What a snapshot's tables show. Totals are always those of everything.</summary>
public sealed record SnapshotView
{
    /// <summary>Which exchanges the tables show.</summary>
    public required Filter Filter { get; init; }

    /// <summary>The filter's words that no count of exchanges can answer; if there are any, the tables of exchanges have no rows.</summary>
    public required ImmutableArray<string> ExchangesWithheld { get; init; }

    /// <summary>The same for the table of connections.</summary>
    public required ImmutableArray<string> ConnectionsWithheld { get; init; }

    /// <summary>What the filter means, downstream and upstream; none if it is withheld.</summary>
    public required ImmutableArray<MatchRow> Matched { get; init; }

    /// <summary>What the chosen filter means; null if none was chosen, no rows if no count can answer it.</summary>
    public ImmutableArray<MatchRow>? Chosen { get; init; }
}
