// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Goals;
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Tests;

public class JudgedGoalTests
{
    [Fact]
    public void A_value_below_its_bound_by_more_than_the_control_is_met()
    {
        var judged = JudgedGoal.Of(Most(100), Timed(90, spread: 0.05));
        Assert.Equal(GoalVerdict.Met, judged.Verdict);
        Assert.Equal((90, 10, 4.5), (judged.Measured!.Value, judged.Margin!.Value, judged.Control!.Value));
    }

    [Fact]
    public void A_value_above_its_bound_by_more_than_the_control_is_not_met() =>
        Assert.Equal(GoalVerdict.NotMet, JudgedGoal.Of(Most(100), Timed(120, spread: 0.05)).Verdict);

    [Theory]
    [InlineData(98)]
    [InlineData(102)]
    public void On_either_side_nothing_can_be_told_within_the_control(double measured) =>
        Assert.Equal(GoalVerdict.CannotBeTold, JudgedGoal.Of(Most(100), Timed(measured, spread: 0.05)).Verdict);

    [Fact]
    public void A_control_as_wide_as_the_margin_is_too_wide() =>
        Assert.Equal(GoalVerdict.CannotBeTold, JudgedGoal.Of(Most(125), Timed(100, spread: 0.25)).Verdict);

    [Fact]
    public void A_least_is_the_other_way_round()
    {
        var goal = new Goal("a.b", "", GoalQuantity.Value, Least: 100);
        Assert.Equal(GoalVerdict.Met, JudgedGoal.Of(goal, Timed(120, spread: 0.05)).Verdict);
        Assert.Equal(GoalVerdict.NotMet, JudgedGoal.Of(goal, Timed(90, spread: 0.05)).Verdict);
    }

    [Fact]
    public void A_multiple_has_a_control_of_its_own()
    {
        var judged = JudgedGoal.Of(new("a.b", "", GoalQuantity.Multiple, Least: 0.97), Compared(99, 100, spread: 0.01));
        Assert.Equal(GoalVerdict.Met, judged.Verdict);
        Assert.Equal(0.0099, judged.Control!.Value, 6);
    }

    [Fact]
    public void A_difference_is_as_uncertain_as_the_value_that_it_is_of()
    {
        var judged = JudgedGoal.Of(new("a.b", "", GoalQuantity.Difference, Most: 1), Compared(100, 99.5, spread: 0.01));
        Assert.Equal((0.5, 1.0), (judged.Margin!.Value, judged.Control!.Value));
        Assert.Equal(GoalVerdict.CannotBeTold, judged.Verdict);
    }

    [Fact]
    public void What_is_counted_has_no_control_and_may_be_at_its_bound() =>
        Assert.Equal(GoalVerdict.Met, JudgedGoal.Of(Most(0), new("a.b", "", "B", Distribution.Of([0]), null, null)).Verdict);

    [Fact]
    public void Without_a_result_it_is_not_measured() =>
        Assert.Equal(GoalVerdict.NotMeasured, JudgedGoal.Of(Most(100), null).Verdict);

    [Fact]
    public void Without_something_to_compare_with_neither_a_multiple_nor_a_difference_is_measured()
    {
        Assert.Equal(GoalVerdict.NotMeasured, JudgedGoal.Of(new("a.b", "", GoalQuantity.Multiple, Most: 1), Timed(1, 0.1)).Verdict);
        Assert.Equal(GoalVerdict.NotMeasured, JudgedGoal.Of(new("a.b", "", GoalQuantity.Difference, Most: 1), Timed(1, 0.1)).Verdict);
    }

    [Fact]
    public void A_goal_needs_a_bound() =>
        Assert.Throws<ArgumentException>(() => JudgedGoal.Of(new("a.b", "", GoalQuantity.Value), Timed(1, 0.1)));

    static Goal Most(double most) => new("a.b", "", GoalQuantity.Value, Most: most);

    static Result Timed(double value, double spread) => new("a.b", "", "ms", Distribution.Of([value]), spread, null);

    static Result Compared(double value, double with, double spread) =>
        new("a.b", "", "ms", Distribution.Of([value]), spread, Comparison.Of([value], "that", [with], spread));
}
