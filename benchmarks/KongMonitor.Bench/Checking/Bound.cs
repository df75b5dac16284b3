// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Checking;

/// <summary>What the multiple of a result may be.</summary>
/// <param name="Result">The result's id.</param>
/// <param name="Most">Not above it.</param>
/// <param name="Least">Not below it.</param>
sealed record Bound(string Result, double? Most = null, double? Least = null);
