// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Rates;

namespace KongMonitor.Top;

/// <summary>The last two readings.</summary>
sealed class TopReadings(ITopSource source)
{
    Snapshot? before;
    Snapshot? now;

    /// <summary>Reads again, and compares with the reading before.</summary>
    public TopData Read(Filter filter)
    {
        before = now;
        now = source.Read(filter);
        return new(now, Interval.Between(before, now), source.Holder, source.State);
    }
}
