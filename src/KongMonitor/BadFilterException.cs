// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.Language;
using KongMonitor.Top.Screen;

namespace KongMonitor;

/// <summary>An option's filter is none. The message is the reason.</summary>
/// <param name="option">The option's name.</param>
/// <param name="text">What it was given.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="texts">The user's language.</param>
sealed class BadFilterException(string option, string text, FilterProblem problem, Texts texts)
    : BadValueException($"{option}: {texts.Filters.Explain(problem)}")
{
    /// <summary>The filter, and under it marks for the word that the problem is about.</summary>
    public (string Text, string Marks) Pointed => (
        WireText.Show(text),
        new string(' ', Cells.Width(WireText.Show(text[..problem.At]))) + new string('^', Math.Max(1, Cells.Width(WireText.Show(text.Substring(problem.At, problem.Length))))));
}
