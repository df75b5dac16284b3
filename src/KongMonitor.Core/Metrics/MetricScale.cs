// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>What one of a metric's whole numbers stands for. They stay whole until they are written, so that no sum is rounded.</summary>
public enum MetricScale
{
    /// <summary>One.</summary>
    One,

    /// <summary>A nanosecond; outputs show seconds.</summary>
    Nanoseconds,
}
