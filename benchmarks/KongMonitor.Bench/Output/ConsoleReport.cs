// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;

namespace KongMonitor.Bench.Output;

/// <summary>Tables for a terminal.</summary>
static class ConsoleReport
{
    public static void Write(TextWriter writer, string title, IReadOnlyList<ResultTable> tables)
    {
        writer.WriteLine();
        writer.WriteLine(title);
        foreach (var table in tables)
        {
            Write(writer, table);
        }
    }

    static void Write(TextWriter writer, ResultTable table)
    {
        IReadOnlyList<string>[] lines = [[table.Title, .. Cells.Titles.Skip(1)], .. table.Results.Select(Cells.Of)];
        int[] widths = [.. Enumerable.Range(0, Cells.Titles.Count).Select(column => lines.Max(line => line[column].Length))];
        writer.WriteLine();
        foreach (var line in lines)
        {
            writer.WriteLine(string.Join("  ", line.Select((cell, column) => Pad(cell, column, widths[column]))).TrimEnd());
        }
    }

    static string Pad(string cell, int column, int width) => column == 0 ? cell.PadRight(width) : cell.PadLeft(width);
}
