// SPDX-License-Identifier: MIT
namespace KongMonitor.Serving.Views;

/// <summary>A parameter that cannot be: where in its value, and why.</summary>
sealed record BadParameter(string Name, int At, int Length, string Message);
