// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Goals;
using KongMonitor.Bench.Output;
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;

namespace KongMonitor.Bench.Tests;

public class GoalFileTests
{
    static readonly IReadOnlyList<Goal> goals = GoalFile.Read(Path.Combine(AppContext.BaseDirectory, "goals.json"));

    [Fact]
    public void Each_goal_has_one_bound_and_a_text() =>
        Assert.All(goals, goal => Assert.True(goal.Most is null != goal.Least is null && goal.Text.Length > 0, goal.Result));

    [Fact]
    public void No_goal_is_there_twice() => Assert.Distinct(goals.Select(goal => goal.Result));

    [Fact]
    public void A_goal_is_judged_by_the_result_of_its_name()
    {
        var results = new BenchResults(Sample.Machine, [Sample.Section("growth", Sample.Line("growth.paths.100000", 2))]);
        var judged = GoalFile.Judge(
            [
                new("growth.paths.100000", "paths", GoalQuantity.Multiple, Most: 2.5),
                new("user.start", "start", GoalQuantity.Value, "ms", Most: 100),
            ],
            results);
        Assert.Equal([GoalVerdict.Met, GoalVerdict.NotMeasured], judged.Select(goal => goal.Verdict));
        Assert.Equal(["paths", "at most 2.500", "2.000", "0.500", "± 0.002", "met"], GoalCells.Of(judged[0]));
        Assert.Equal(["start", "at most 100 ms", "", "", "", "not measured"], GoalCells.Of(judged[1]));
    }

    [Fact]
    public void The_document_has_a_line_for_each_goal()
    {
        var document = PerformanceDocument.Create(new(Sample.Machine, []), SectionList.All, goals);
        Assert.All(goals, goal => Assert.Contains($"| {goal.Text} |", document));
        Assert.Contains("Kong Gateway 3.9", document);
    }
}
