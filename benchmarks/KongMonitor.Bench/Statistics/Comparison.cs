// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Statistics;

/// <summary>Two arms, compared window by window of the same round.</summary>
/// <param name="With">What it is compared with.</param>
/// <param name="Baseline">The value of that.</param>
/// <param name="Difference">The value less the baseline.</param>
/// <param name="Ratio">The value as a multiple of the baseline.</param>
/// <param name="IsNone">The median of the multiples is one that the same may have against itself.</param>
sealed record Comparison(string With, Distribution Baseline, Distribution Difference, Distribution Ratio, bool IsNone)
{
    public static Comparison Of(double[] values, string with, double[] baseline, double? spread)
    {
        var ratio = Distribution.Of(Paired.Select(values, baseline, (value, other) => value / other));
        return new(
            with,
            Distribution.Of(baseline),
            Distribution.Of(Paired.Select(values, baseline, (value, other) => value - other)),
            ratio,
            Math.Abs(ratio.Median - 1) <= spread);
    }
}
