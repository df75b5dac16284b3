// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Core.Filters;
using KongMonitor.Language;

namespace KongMonitor;

/// <summary>An option's filter is none. The message is the reason.</summary>
/// <param name="option">The option's name.</param>
/// <param name="text">What it was given.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="texts">The user's language.</param>
sealed class BadFilterException(string option, string text, FilterProblem problem, Texts texts)
    : Exception($"{option}: {texts.Filters.Explain(problem)}")
{
    /// <summary>The filter, and under it marks for the word that the problem is about.</summary>
    public (string Text, string Marks) Pointed => (
        Shown(text),
        new string(' ', Width(Shown(text[..problem.At]))) + new string('^', Math.Max(1, Width(Shown(text.Substring(problem.At, problem.Length))))));

    static string Shown(string text) => Core.WireText.Show(text);

    // Letters of East Asian scripts take two columns.
    static int Width(string text) => text.EnumerateRunes().Sum(rune => IsWide(rune.Value) ? 2 : 1);

    static bool IsWide(int rune) => rune is
        (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) or
        (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0x20000 and <= 0x3fffd);
}
