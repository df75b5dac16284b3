// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Results;

/// <summary>What a section measured.</summary>
/// <param name="Name">As the command line knows it.</param>
/// <param name="Title">A heading.</param>
/// <param name="Method">What is measured, how, and what the figures do not say.</param>
/// <param name="Taken">When.</param>
/// <param name="Tables">The results.</param>
sealed record SectionResult(string Name, string Title, string Method, DateOnly Taken, IReadOnlyList<ResultTable> Tables);
