// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>Time from the first byte of a request to the last byte of its response; null without any response.</summary>
public readonly record struct LatencySummary(Percentile? P50, Percentile? P95, Percentile? P99);
