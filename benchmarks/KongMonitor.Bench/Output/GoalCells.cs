// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Goals;

namespace KongMonitor.Bench.Output;

/// <summary>A goal as the cells of a table's line: the same for the console and the document.</summary>
static class GoalCells
{
    public static IReadOnlyList<string> Titles { get; } = ["Goal", "bound", "measured", "margin", "A/A", "verdict"];

    public static IReadOnlyList<string> Of(JudgedGoal judged) =>
    [
        judged.Goal.Text,
        judged.Goal.Most is { } most ? $"at most {Show(most, judged.Goal)}" : $"at least {Show(judged.Goal.Least!.Value, judged.Goal)}",
        judged.Measured is { } measured ? Show(measured, judged.Goal) : "",
        judged.Margin is { } margin ? Show(margin, judged.Goal) : "",
        judged.Control is { } control ? $"± {Show(control, judged.Goal)}" : "",
        Word(judged.Verdict),
    ];

    static string Show(double value, Goal goal) => goal.Unit.Length > 0 ? $"{Cells.Number(value)} {goal.Unit}" : Cells.Fine(value);

    static string Word(GoalVerdict verdict) => verdict switch
    {
        GoalVerdict.Met => "met",
        GoalVerdict.NotMet => "not met",
        GoalVerdict.NotMeasured => "not measured",
        _ => "cannot be told: the control is wider than the margin",
    };
}
