// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Statistics;

/// <summary>Values of two arms, round by round.</summary>
static class Paired
{
    public static double[] Select(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Func<double, double, double> function)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{first.Length} windows cannot be paired with {second.Length}");
        }

        var values = new double[first.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = function(first[i], second[i]);
        }

        return values;
    }
}
