// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>What tells a point from the others of its metric. The name is OpenTelemetry's; the value is in the safe form of <see cref="WireText"/>.</summary>
/// <param name="Name">Letters, digits, dots and underscores.</param>
/// <param name="Value">Never empty.</param>
public readonly record struct MetricLabel(string Name, string Value);
