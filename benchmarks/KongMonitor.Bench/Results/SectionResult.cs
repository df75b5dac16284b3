// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Results;

/// <summary>What a section measured.</summary>
/// <param name="Name">As the command line knows it.</param>
/// <param name="Taken">When.</param>
/// <param name="Tables">The results.</param>
/// <param name="CacheLine">What state the machine was in; nothing where it has one core, or did not say.</param>
sealed record SectionResult(string Name, DateOnly Taken, IReadOnlyList<ResultTable> Tables, CacheLineTimes? CacheLine);
