// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using KongMonitor.Core.Filters;

namespace KongMonitor.Language;

/// <summary>What is said of filters, in one language.</summary>
sealed partial record FilterTexts
{
    /// <summary>Why a text is none. {0}: the word, {1}: what could stand there.</summary>
    public required IReadOnlyDictionary<FilterProblemKind, string> Problems { get; init; }

    /// <summary>{0}: the filter.</summary>
    public required string Shown { get; init; }

    /// <summary>{0}: the words.</summary>
    public required string ExchangesWithheld { get; init; }

    /// <summary>{0}: the words.</summary>
    public required string ConnectionsWithheld { get; init; }

    /// <summary>{0}: how many exchanges.</summary>
    public required string Unsure { get; init; }

    public required string ConnectionsUnsure { get; init; }

    public string Explain(FilterProblem problem) => Texts.Fill(Problems[problem.Kind], WireText.Show(problem.Word), problem.Allowed);
}
