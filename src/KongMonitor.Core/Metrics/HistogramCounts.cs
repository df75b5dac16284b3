// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Metrics;

/// <summary>What was observed: the sum, and how many values each bucket holds.</summary>
public readonly record struct HistogramCounts(ulong Sum, ImmutableArray<ulong> Buckets);
