// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Throughput;

/// <summary>What the gateway is busy with.</summary>
/// <param name="Id">As results name it.</param>
/// <param name="Title">As tables say it.</param>
/// <param name="Path">What is asked for.</param>
/// <param name="Settling">So many requests pass before a window.</param>
sealed record Work(string Id, string Title, string Path, int Settling);
