// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>Whether something is meant by a filter. All words must hold: the least verdict counts.</summary>
enum Verdict
{
    /// <summary>It is not.</summary>
    No,

    /// <summary>What is known of it does not tell.</summary>
    Unsure,

    /// <summary>It is.</summary>
    Yes,
}
