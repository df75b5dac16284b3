// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;
using KongMonitor.Core.Filters;

namespace KongMonitor.Core;

/// <summary>Finds the exchanges that a filter means, and sums them up by leg.</summary>
sealed class ExchangeMatch
{
    readonly RowAccumulator[] legs = [new(), new()];
    readonly ulong[] unsure = new ulong[(int)Leg.Count];
    readonly List<int> indexes = [];

    public ExchangeMatch(ExchangeSource source, ReadOnlySpan<int> counted, Filter filter, KnownContainers containers)
    {
        Withheld = filter.WordsBeside(FilterFields.OfExchanges);
        if (!Withheld.IsEmpty)
        {
            return;
        }

        foreach (var index in counted)
        {
            var verdict = filter.IsEverything ? Verdict.Yes : filter.Match(source.Subject(index, containers));
            if (verdict == Verdict.Yes)
            {
                indexes.Add(index);
                source.AddTo(legs[(int)source.Leg(index)], index);
            }
            else if (verdict == Verdict.Unsure)
            {
                unsure[(int)source.Leg(index)] += source.Requests(index);
            }
        }
    }

    /// <summary>Words of the filter that no row can answer.</summary>
    public ImmutableArray<string> Withheld { get; }

    /// <summary>Downstream and upstream; none if the filter is withheld.</summary>
    public ImmutableArray<MatchRow> Rows => Withheld.IsEmpty ? [.. legs.Select((row, leg) => row.Match((Leg)leg, unsure[leg]))] : [];

    /// <summary>The sum of the leg.</summary>
    public RowAccumulator Sum(Leg leg) => legs[(int)leg];

    /// <summary>The exchanges, by their index in the source.</summary>
    public int[] Indexes() => [.. indexes];
}
