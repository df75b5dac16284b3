// SPDX-License-Identifier: MIT
namespace KongMonitor.CorpusTests.Support;

/// <summary>A line of differences.tsv: where this project rightly says something else than the expected rows.</summary>
sealed record Difference(string Capture, int Row, string Field, string Expected, string Ours, string Reason)
{
    /// <summary>The table. Lines that begin with # are remarks.</summary>
    public static IReadOnlyList<Difference> All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "differences.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(parts => new Difference(
                parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), parts[2], parts[3], parts[4], parts[5])),
    ];
}
