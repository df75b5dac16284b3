// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Statistics;

/// <summary>Two arms, compared window by window of the same round.</summary>
/// <param name="With">What it is compared with.</param>
/// <param name="Baseline">The value of that.</param>
/// <param name="Difference">The value less the baseline.</param>
/// <param name="Ratio">The value as a multiple of the baseline.</param>
/// <param name="IsNone">The difference is one that the same has against itself.</param>
sealed record Comparison(string With, Distribution Baseline, Distribution Difference, Distribution Ratio, bool IsNone)
{
    public static Comparison Of(double[] values, string with, double[] baseline, double? spread)
    {
        var difference = Distribution.Of(Paired.Select(values, baseline, (value, other) => value - other));
        var within = spread * Math.Abs(Distribution.Of(values).Median);
        return new(
            with,
            Distribution.Of(baseline),
            difference,
            Distribution.Of(Paired.Select(values, baseline, (value, other) => value / other)),
            Math.Abs(difference.Median) <= within);
    }
}
