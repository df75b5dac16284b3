// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Goals;

/// <summary>What of a result a goal is about.</summary>
enum GoalQuantity
{
    /// <summary>What was measured.</summary>
    Value,

    /// <summary>That less what it is compared with.</summary>
    Difference,

    /// <summary>That as a multiple of what it is compared with.</summary>
    Multiple,
}
