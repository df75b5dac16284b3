// SPDX-License-Identifier: MIT
using KongMonitor.Core.Filters;

namespace KongMonitor.Top;

/// <summary>The filter while it is typed.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="Cursor">Where the next character goes, in UTF-16 units.</param>
/// <param name="Problem">Why it is no filter; null while nobody asked.</param>
sealed record FilterEdit(string Text, int Cursor, FilterProblem? Problem = null);
