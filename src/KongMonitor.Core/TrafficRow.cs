// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>
/// The exchanges of one leg that share a method, a domain, or a domain and path. What
/// a table does not tell apart is null in its rows. Requests are those that ended and
/// those in flight at the reading.
/// </summary>
/// <param name="IsOther">The exchanges that no map has a named row for, whatever their domain and path.</param>
/// <param name="IsGroup">The path has identifiers folded: exchanges of paths that had made room for others.</param>
public sealed record TrafficRow(
    Leg Leg,
    string? Method,
    string? Domain,
    string? Path,
    TrafficCounts Counts,
    LatencySummary Latency,
    bool IsOther = false,
    bool IsGroup = false)
{
    // Eight bytes: there are thousands of rows.
    readonly long lastActivity;

    /// <summary>When the last exchange that ended was active; null if none did.</summary>
    public DateTimeOffset? LastActivity
    {
        get => lastActivity == 0 ? null : new(lastActivity, TimeSpan.Zero);
        init => lastActivity = value?.UtcTicks ?? 0;
    }
}
