// SPDX-License-Identifier: MIT
using System.CommandLine;
using KongMonitor.Bench.Sections;

namespace KongMonitor.Bench.CommandLine;

/// <summary>The command line of ./bench.</summary>
static class BenchCommand
{
    public static int Invoke(string[] arguments, Func<BenchOptions, int> run)
    {
        var lab = new Option<string>("--lab") { Description = "The file lab.env; ./bench gives it.", Hidden = true };
        var quick = new Option<bool>("--quick") { Description = "Fewer windows: minutes. The document stays as it is." };
        var document = new Option<bool>("--document") { Description = "Write docs/performance.md from benchmarks/results.json, and measure nothing." };
        var check = new Option<bool>("--check") { Description = "Compare ratios with benchmarks/bounds.json, and fail if one is broken." };
        var sections = new Argument<string[]>("section") { Description = $"Of {string.Join(", ", SectionList.Names)}; all if none is named." };
        sections.AcceptOnlyFromAmong([.. SectionList.Names]);
        var root = new RootCommand("Measures what the monitor costs, and writes docs/performance.md.") { lab, quick, check, document, sections };
        root.SetAction(result => run(new BenchOptions
        {
            LabFile = result.GetValue(lab),
            Sections = result.GetValue(sections) ?? [],
            IsQuick = result.GetValue(quick),
            IsDocument = result.GetValue(document),
            IsCheck = result.GetValue(check),
        }));
        return root.Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
