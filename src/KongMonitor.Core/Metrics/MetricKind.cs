// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>What a metric's numbers do.</summary>
public enum MetricKind
{
    /// <summary>They only grow, from the moment <see cref="MetricSet.Since"/> on.</summary>
    Counter,

    /// <summary>A sum that also falls: how many there are now.</summary>
    UpDownCounter,

    /// <summary>A value of this moment, which has no sum.</summary>
    Gauge,

    /// <summary>Counts by size, with their sum; they only grow.</summary>
    Histogram,
}
