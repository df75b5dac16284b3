// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Statistics;

/// <summary>What many windows measured: the median and the quartiles around it.</summary>
/// <param name="Low">The lower quartile.</param>
/// <param name="Median">The middle.</param>
/// <param name="High">The upper quartile.</param>
/// <param name="Windows">How many windows.</param>
sealed record Distribution(double Low, double Median, double High, int Windows)
{
    public static Distribution Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0
            ? throw new ArgumentException("no window was measured", nameof(values))
            : new(Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75), sorted.Length);
    }

    // Between two values it is interpolated.
    static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
