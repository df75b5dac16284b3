// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Throughput;

/// <summary>What the gateway is busy with.</summary>
/// <param name="Id">As results name it.</param>
/// <param name="Title">A table's heading.</param>
/// <param name="Demand">What is asked for.</param>
/// <param name="Rounds">Of a full run.</param>
/// <param name="Settling">So many requests pass before a window.</param>
/// <param name="Tolerance">
/// How far the monitor's count may be from nginx's: they are read one after the other, and nginx counts what has begun.
/// </param>
sealed record Work(string Id, string Title, Demand Demand, int Rounds, int Settling = 2000, double Tolerance = 0.02);
