// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Goals;

/// <summary>Whether a goal is met.</summary>
enum GoalVerdict
{
    /// <summary>There is no such result.</summary>
    NotMeasured,

    /// <summary>The same against itself differs by as much as the result from the bound.</summary>
    CannotBeTold,

    /// <summary>It is.</summary>
    Met,

    /// <summary>It is not.</summary>
    NotMet,
}
