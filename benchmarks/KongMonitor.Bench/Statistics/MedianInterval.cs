// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Statistics;

/// <summary>
/// Where the median of what was sampled lies, whatever its distribution: between two of the values themselves (order
/// statistics, as in the sign test).
/// </summary>
/// <param name="Low">The lower value.</param>
/// <param name="High">The upper value.</param>
readonly record struct MedianInterval(double Low, double High)
{
    /// <summary>How sure it is. Fewer than 6 values cannot be so sure; then it is all that there is between them.</summary>
    public const double Confidence = 0.95;

    public static MedianInterval Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("no window was measured", nameof(values));
        }

        var outside = CountOutside(sorted.Length);
        return new(sorted[outside], sorted[^(outside + 1)]);
    }

    // So many on each side are left out: a value is below the true median as a coin falls.
    static int CountOutside(int count)
    {
        var outside = 0;
        var logChoices = 0.0;
        var tail = 0.0;
        for (var below = 0; below <= count; below++)
        {
            tail += Math.Exp(logChoices - count * Math.Log(2));
            if (tail > (1 - Confidence) / 2)
            {
                break;
            }

            outside = below;
            logChoices += Math.Log(count - below) - Math.Log(below + 1);
        }

        return outside;
    }
}
