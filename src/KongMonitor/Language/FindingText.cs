// SPDX-License-Identifier: MIT
namespace KongMonitor.Language;

/// <summary>The sentences of a finding: what was found, and what to do about it (empty where nothing is).</summary>
/// <param name="What">Values as in <see cref="Plural"/>.</param>
/// <param name="Do">The same.</param>
/// <param name="DoIsForProblems">Whether it is advice to nobody where the finding is no problem.</param>
sealed record FindingText(string What, string Do = "", bool DoIsForProblems = false);
