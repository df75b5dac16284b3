// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>How full a map of the kernel is.</summary>
/// <param name="Map">Its name there.</param>
/// <param name="Rows">Rows it has.</param>
/// <param name="Limit">Rows it has room for.</param>
public readonly record struct MapFill(string Map, ulong Rows, ulong Limit);
