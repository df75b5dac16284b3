// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Goals;
using KongMonitor.Bench.Results;

namespace KongMonitor.Bench.Output;

/// <summary>Tables for a terminal.</summary>
static class ConsoleReport
{
    public static void Write(TextWriter writer, string title, SectionResult section)
    {
        writer.WriteLine();
        writer.WriteLine(title);
        if (section.CacheLine is { } times)
        {
            writer.WriteLine(Cells.Of(times));
        }

        foreach (var table in section.Tables)
        {
            Write(writer, table);
        }
    }

    /// <summary>What was wanted, beside what was measured.</summary>
    public static void Write(TextWriter writer, IEnumerable<JudgedGoal> goals) =>
        Write(writer, [GoalCells.Titles, .. goals.Select(GoalCells.Of)]);

    static void Write(TextWriter writer, ResultTable table) =>
        Write(writer, [[table.Title, .. Cells.Titles.Skip(1)], .. table.Results.Select(Cells.Of)]);

    static void Write(TextWriter writer, IReadOnlyList<string>[] lines)
    {
        int[] widths = [.. Enumerable.Range(0, lines[0].Count).Select(column => lines.Max(line => line[column].Length))];
        writer.WriteLine();
        foreach (var line in lines)
        {
            writer.WriteLine(string.Join("  ", line.Select((cell, column) => Pad(cell, column, widths[column]))).TrimEnd());
        }
    }

    static string Pad(string cell, int column, int width) => column == 0 ? cell.PadRight(width) : cell.PadLeft(width);
}
