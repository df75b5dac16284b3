// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>One alternative of a word.</summary>
/// <param name="At">Where it begins in the filter's text.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Text">What it says, without quotes.</param>
/// <param name="IsQuoted">It is exact: a star is a star.</param>
readonly record struct FilterValue(int At, int Length, string Text, bool IsQuoted)
{
    public FilterProblemException Refuse(FilterProblemKind kind, string allowed = "") => new(new(At, Length, kind, Text, allowed));
}
