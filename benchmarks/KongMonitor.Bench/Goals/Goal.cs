// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Goals;

/// <summary>What the project wants of a result.</summary>
/// <param name="Result">The result's id.</param>
/// <param name="Text">What it is, as the table says it.</param>
/// <param name="Of">What of the result.</param>
/// <param name="Unit">Of its bound, and of the result; empty for a multiple.</param>
/// <param name="Most">Not above it.</param>
/// <param name="Least">Not below it.</param>
sealed record Goal(string Result, string Text, GoalQuantity Of, string Unit = "", double? Most = null, double? Least = null);
