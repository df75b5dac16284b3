// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Results;

/// <summary>Results that belong together.</summary>
/// <param name="Title">What they have in common.</param>
/// <param name="Results">A line each.</param>
sealed record ResultTable(string Title, IReadOnlyList<Result> Results);
