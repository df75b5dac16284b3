// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Metrics;

/// <summary>All series of one name.</summary>
public sealed record Metric
{
    /// <summary>OpenTelemetry's name: http.server.request.duration.</summary>
    public required string Name { get; init; }

    /// <summary>What it counts: one sentence, without a line break.</summary>
    public required string Help { get; init; }

    /// <summary>What its numbers do.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>By UCUM, as OpenTelemetry has it: s, By, {request}; 1 for what has none.</summary>
    public required string Unit { get; init; }

    /// <summary>What its whole numbers, and its bounds, stand for.</summary>
    public MetricScale Scale { get; init; } = MetricScale.One;

    /// <summary>Of a histogram: the buckets' upper bounds, which belong to their buckets, rising; in the metric's scale.</summary>
    public ImmutableArray<ulong> Bounds { get; init; } = [];

    /// <summary>From when on it counts, where that is not <see cref="MetricSet.Since"/>.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>No two have the same attributes.</summary>
    public required ImmutableArray<MetricPoint> Points { get; init; }
}
