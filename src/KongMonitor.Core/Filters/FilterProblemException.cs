// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>Ends the reading of a filter at its first problem.</summary>
sealed class FilterProblemException(FilterProblem problem) : Exception(problem.Word)
{
    public FilterProblem Problem => problem;
}
