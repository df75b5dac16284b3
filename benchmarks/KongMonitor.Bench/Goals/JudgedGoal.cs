// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;

namespace KongMonitor.Bench.Goals;

/// <summary>A goal beside what was measured.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Measured">The median; null: not measured.</param>
/// <param name="Margin">How far that is on the good side of the bound; negative on the other one.</param>
/// <param name="Control">How far the same is from itself, in the same unit; null: it is counted, not timed.</param>
sealed record JudgedGoal(Goal Goal, double? Measured, double? Margin, double? Control)
{
    public GoalVerdict Verdict => Margin switch
    {
        null => GoalVerdict.NotMeasured,
        { } margin when Control >= Math.Abs(margin) => GoalVerdict.CannotBeTold,
        < 0 => GoalVerdict.NotMet,
        _ => GoalVerdict.Met,
    };

    /// <param name="goal">The goal.</param>
    /// <param name="result">The result that it names; null: there is none.</param>
    public static JudgedGoal Of(Goal goal, Result? result)
    {
        if (result is null || QuantityOf(goal.Of, result) is not { } measured)
        {
            return new(goal, null, null, null);
        }

        // A difference has the value's uncertainty, however small it is itself.
        var control = result.Spread * Math.Abs(goal.Of == GoalQuantity.Difference ? result.Value.Median : measured);
        return new(goal, measured, MarginOf(goal, measured), control);
    }

    static double? QuantityOf(GoalQuantity quantity, Result result) => quantity switch
    {
        GoalQuantity.Value => result.Value.Median,
        GoalQuantity.Difference => result.Against?.Difference.Median,
        _ => result.Against?.Ratio.Median,
    };

    static double MarginOf(Goal goal, double measured) => goal switch
    {
        { Most: { } most } => most - measured,
        { Least: { } least } => measured - least,
        _ => throw new ArgumentException($"the goal for {goal.Result} has no bound", nameof(goal)),
    };
}
