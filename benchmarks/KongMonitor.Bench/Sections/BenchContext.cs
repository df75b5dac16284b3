// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Sections;

/// <summary>What sections are given.</summary>
/// <param name="Lab">The network.</param>
/// <param name="IsQuick">Minutes in all, not as long as it takes.</param>
/// <param name="Random">Shuffles.</param>
sealed record BenchContext(Lab Lab, bool IsQuick, Random Random)
{
    public int Rounds(int quick, int full) => IsQuick ? quick : full;
}
