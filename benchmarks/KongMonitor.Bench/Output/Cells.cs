// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Output;

/// <summary>A result as the cells of a table's line: the same for the console and the document.</summary>
static class Cells
{
    public static IReadOnlyList<string> Titles { get; } =
        ["", "median", "quartiles", "A/A", "compared with", "that", "difference", "quartiles", "multiple", "quartiles"];

    public static IReadOnlyList<string> Of(Result result) =>
    [
        result.Title,
        $"{Number(result.Value.Median)} {result.Unit}",
        Range(result.Value),
        result.Spread is { } spread ? $"± {(100 * spread).ToString("0.0", CultureInfo.InvariantCulture)} %" : "",
        .. Of(result.Against, result.Unit),
    ];

    /// <summary>What state the machine was in, as a sentence.</summary>
    public static string Of(CacheLineTimes times) =>
        $"A cache line went to another core and back in {Number(times.Before)} ns before and in {Number(times.After)} ns after.";

    /// <summary>Of a multiple that is near its bound.</summary>
    public static string Fine(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    static IReadOnlyList<string> Of(Comparison? against, string unit) => against switch
    {
        null => ["", "", "", "", "", ""],
        { IsNone: true } => [against.With, $"{Number(against.Baseline.Median)} {unit}", "none", "", "none", ""],
        _ =>
        [
            against.With,
            $"{Number(against.Baseline.Median)} {unit}",
            $"{Number(against.Difference.Median)} {unit}",
            Range(against.Difference),
            Number(against.Ratio.Median),
            Range(against.Ratio),
        ],
    };

    static string Range(Distribution distribution) =>
        distribution.Windows > 1 ? $"{Number(distribution.Low)} – {Number(distribution.High)}" : "";

    /// <summary>Three digits at least, of large ones all before the point.</summary>
    public static string Number(double value) => value.ToString(
        Math.Abs(value) switch
        {
            < 10 => "0.00",
            < 100 => "0.0",
            _ => "#,0",
        },
        CultureInfo.InvariantCulture);
}
