// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;
using KongMonitor.Bench.Goals;
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;

namespace KongMonitor.Bench.Output;

/// <summary>docs/performance.md: the sections' words, and the results file's numbers.</summary>
static class PerformanceDocument
{
    const string Introduction =
        """
        # Performance

        This page is written by `./bench` from benchmarks/results.json; change neither by hand. `./bench` measures again, on any
        Debian machine with root; `./bench --quick` has fewer windows and leaves this page alone; `./bench --check` compares the
        multiples with benchmarks/bounds.json; `./bench --document` writes this page again without measuring.

        How to read the tables: a **median** of many windows, with the **quartiles** around it. In each round every program that is
        compared has one window, in an order of its own, so that what else the machine does meets all alike; differences and multiples
        are those of windows of the same round. **A/A** is the control, the same against itself in the same rounds: the median of such
        multiples, which ought to be 1, is 95 % sure to be no farther from it. A multiple within that is *none*.

        A virtual machine's cores are not always the same ones: its host may have two of them on one physical core, or far from each
        other, and an exchange is counted on both ([decision 0031](adr/0031-the-benchmark.md)). So each section says how long
        a cache line took between two cores, before and after.

        """;

    const string GoalsText =
        """
        ## Goals

        What the project wants, of benchmarks/goals.json. The **margin** is how far the median is on the good side of the bound, **A/A**
        how far the same was from itself, in the same unit. A goal counts as met, or not met, only where A/A is narrower than the margin.

        """;

    public static string Create(BenchResults results, IReadOnlyList<ISection> sections, IReadOnlyList<Goal> goals)
    {
        var text = new StringBuilder(Introduction);
        text.Append('\n').Append(Describe(results.Machine)).Append('\n').Append(GoalsText);
        AppendTable(text, [GoalCells.Titles, .. GoalFile.Judge(goals, results).Select(GoalCells.Of)], numbers: 4);
        text.Append('\n').Append(KongItself.Text(results)).Append('\n');
        foreach (var result in results.Sections)
        {
            Append(text, sections.First(section => section.Name == result.Name), result);
        }

        return text.ToString();
    }

    static string Describe(Machine machine)
    {
        var cores = machine.Cores == 1 ? "1 core" : $"{machine.Cores} cores";
        var place = machine.IsVirtual ? " of a virtual machine" : "";
        var memory = machine.Memory.ToString("#,0", CultureInfo.InvariantCulture);
        return $"Machine: {machine.Processor}, {cores}{place}, {memory} MiB; Linux {machine.Kernel}; {machine.Distribution}.\n";
    }

    static void Append(StringBuilder text, ISection section, SectionResult result)
    {
        var taken = result.Taken.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n{section.Method}\n\nMeasured {taken}: `./bench {section.Name}`.");
        text.Append(result.CacheLine is { } times ? $" {Cells.Of(times)}\n" : "\n");
        foreach (var table in result.Tables)
        {
            Append(text, table);
        }
    }

    static void Append(StringBuilder text, ResultTable table) => AppendTable(
        text, [[table.Title, .. Cells.Titles.Skip(1)], .. table.Results.Select(Cells.Of)], numbers: Cells.Titles.Count - 1);

    // The first column is words, then come so many of numbers, then words again.
    static void AppendTable(StringBuilder text, IReadOnlyList<IReadOnlyList<string>> lines, int numbers)
    {
        text.Append('\n');
        AppendLine(text, lines[0]);
        AppendLine(text, lines[0].Select((_, column) => column > 0 && column <= numbers ? "---:" : "---"));
        foreach (var line in lines.Skip(1))
        {
            AppendLine(text, line);
        }
    }

    static void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
