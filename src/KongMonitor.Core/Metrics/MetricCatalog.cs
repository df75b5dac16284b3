// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>All metrics of a snapshot, whatever they are written as.</summary>
public static class MetricCatalog
{
    /// <summary>Makes them.</summary>
    /// <param name="snapshot">Built with its series.</param>
    /// <param name="version">The monitor's.</param>
    public static MetricSet Of(Snapshot snapshot, string version)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new(snapshot.Time, snapshot.Since, [.. ExchangeMetrics.Of(snapshot), .. MonitorMetrics.Of(snapshot, version)]);
    }
}
