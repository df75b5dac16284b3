// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Statistics;

/// <summary>The same against itself (A/A): how far the median of a comparison may be from 1 when nothing is different.</summary>
static class Control
{
    /// <summary>
    /// The spread: the end farther from 1 of the interval in which the median of the ratios lies. It narrows with more rounds,
    /// as the medians do that are reported.
    /// </summary>
    /// <param name="first">One arm, a value a round.</param>
    /// <param name="second">The same arm once more.</param>
    public static double Spread(double[] first, double[] second)
    {
        var interval = MedianInterval.Of(Paired.Select(second, first, (one, other) => one / other));
        return Math.Max(Math.Abs(interval.Low - 1), Math.Abs(interval.High - 1));
    }
}
