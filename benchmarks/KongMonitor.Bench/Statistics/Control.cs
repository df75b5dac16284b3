// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Statistics;

/// <summary>The same against itself (A/A): how far two windows of one round differ when nothing is different.</summary>
static class Control
{
    /// <summary>The spread: half of the differences are at most this share of the value.</summary>
    /// <param name="first">One arm, a value a round.</param>
    /// <param name="second">The same arm once more.</param>
    public static double Spread(double[] first, double[] second) =>
        Distribution.Of(Paired.Select(first, second, (one, other) => Math.Abs(other / one - 1))).Median;
}
