// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>Why a text is no filter.</summary>
/// <param name="At">Where the word begins that it is about, in UTF-16 units.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Word">The word.</param>
/// <param name="Allowed">What could stand there, with commas between; may be empty.</param>
public sealed record FilterProblem(int At, int Length, FilterProblemKind Kind, string Word, string Allowed = "");
