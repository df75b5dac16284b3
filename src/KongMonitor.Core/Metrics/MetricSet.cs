// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Metrics;

/// <summary>A snapshot as metrics.</summary>
/// <param name="Time">When the numbers were read.</param>
/// <param name="Since">From when on they count.</param>
/// <param name="Metrics">No two of one name.</param>
public sealed record MetricSet(DateTimeOffset Time, DateTimeOffset Since, ImmutableArray<Metric> Metrics);
