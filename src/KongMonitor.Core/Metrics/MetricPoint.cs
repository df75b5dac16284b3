// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Metrics;

/// <summary>One series' number at the snapshot's time.</summary>
/// <param name="Labels">Which series; no name twice.</param>
/// <param name="Value">In the metric's scale; of a histogram the sum of what was observed.</param>
/// <param name="Buckets">
/// How many observations each bucket holds (not cumulated): as many as the metric has bounds, and one for what is above
/// the last. Empty where the metric is no histogram.
/// </param>
public readonly record struct MetricPoint(ImmutableArray<MetricLabel> Labels, ulong Value, ImmutableArray<ulong> Buckets)
{
    /// <summary>A point of a metric that is no histogram.</summary>
    public MetricPoint(ImmutableArray<MetricLabel> labels, ulong value)
        : this(labels, value, [])
    {
    }

    /// <summary>How many observations there are.</summary>
    public ulong Count
    {
        get
        {
            ulong count = 0;
            foreach (var bucket in Buckets)
            {
                count += bucket;
            }

            return count;
        }
    }
}
