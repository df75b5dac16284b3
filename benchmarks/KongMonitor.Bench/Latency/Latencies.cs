// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Latency;

/// <summary>How long answers took, in microseconds.</summary>
/// <param name="Median">Half of them took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
sealed record Latencies(double Median, double P99)
{
    // Seconds last: the others end with an s as well.
    static readonly (string Unit, double Microseconds)[] units = [("us", 1), ("ms", 1e3), ("s", 1e6)];

    /// <param name="report">What wrk --latency prints.</param>
    public static Latencies Parse(string report)
    {
        string[][] lines = [.. report.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        double Find(string share) => lines.FirstOrDefault(line => line.Length == 2 && line[0] == share) is [_, var time]
            ? Microseconds(time)
            : throw new BenchException($"wrk did not say how long {share} of the answers took: {report}");
        return new(Find("50%"), Find("99%"));
    }

    static double Microseconds(string time)
    {
        var (unit, factor) = units.First(each => time.EndsWith(each.Unit, StringComparison.Ordinal));
        return factor * double.Parse(time.AsSpan(..^unit.Length), CultureInfo.InvariantCulture);
    }
}
