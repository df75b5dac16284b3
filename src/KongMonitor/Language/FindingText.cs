// SPDX-License-Identifier: MIT
namespace KongMonitor.Language;

/// <summary>The sentences of a finding: what was found, and what to do about it (empty where nothing is).</summary>
sealed record FindingText(string What, string Do = "");
