// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Rates;

namespace KongMonitor.Top;

/// <summary>The last two readings.</summary>
/// <param name="source">Where the counts come from.</param>
/// <param name="connections">The most connections of each leg, the most recent ones.</param>
sealed class TopReadings(ITopSource source, int connections)
{
    readonly GarbageLimit garbage = new();
    Snapshot? before;
    Snapshot? now;

    /// <summary>Reads again, and compares with the reading before.</summary>
    public TopData Read(Filter filter)
    {
        before = now;
        now = SnapshotBuilder.Build(source.Read(allConnections: !filter.IsEverything), new() { Filter = filter, Connections = connections });
        garbage.Keep();
        return new(now, Interval.Between(before, now), source.Owner);
    }

    /// <summary>Whether new counts took the place of those that were read.</summary>
    public bool AreOutdated(TopData data) => data.Owner.Turn != source.Owner.Turn;

    /// <summary>The same counts, and whose they are now.</summary>
    public TopData Renew(TopData data) => data with { Owner = data.Owner.Now(source.Owner) };
}
