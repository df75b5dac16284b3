// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>A warning in a snapshot.</summary>
sealed record WarningLine(string Id, string State, string What, string Do);
