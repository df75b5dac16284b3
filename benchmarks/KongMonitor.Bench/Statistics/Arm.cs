// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Statistics;

/// <summary>One of the things that are compared.</summary>
/// <param name="Name">What it is called in the results.</param>
/// <param name="Measure">Measures one window.</param>
sealed record Arm<T>(string Name, Func<T> Measure);
