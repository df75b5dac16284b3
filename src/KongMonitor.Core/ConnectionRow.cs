// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>
/// What one connection carried for one method, domain and path. Detail of the most
/// recent connections, never a source of totals.
/// </summary>
/// <param name="IsPartial">An earlier row of the same key may have been evicted, its counts are not in this one.</param>
public sealed record ConnectionRow(
    Leg Leg,
    string Client,
    string Server,
    string Method,
    string Domain,
    string Path,
    TrafficCounts Counts,
    DateTimeOffset? LastActivity,
    bool IsPartial);
