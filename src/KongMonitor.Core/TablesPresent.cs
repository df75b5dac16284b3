// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core;

/// <summary>How many rows each table has in all, by leg; it may show fewer.</summary>
public sealed record TablesPresent(
    ImmutableArray<int> Methods,
    ImmutableArray<int> Domains,
    ImmutableArray<int> Paths,
    ImmutableArray<int> Statuses,
    ImmutableArray<int> Containers);
