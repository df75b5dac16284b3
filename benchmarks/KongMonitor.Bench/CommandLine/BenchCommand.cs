// SPDX-License-Identifier: MIT
using System.CommandLine;
using KongMonitor.Bench.Sections;

namespace KongMonitor.Bench.CommandLine;

/// <summary>The command line of ./bench.</summary>
static class BenchCommand
{
    public static int Invoke(string[] arguments, Func<BenchOptions, int> run)
    {
        var lab = new Option<string>("--lab") { Description = "The file lab.env; ./bench gives it.", Required = true, Hidden = true };
        var quick = new Option<bool>("--quick") { Description = "Fewer windows: minutes. The document stays as it is." };
        var check = new Option<bool>("--check") { Description = "Compare ratios with benchmarks/bounds.json, and fail if one is broken." };
        var sections = new Argument<string[]>("section") { Description = $"Of {string.Join(", ", SectionList.Names)}; all if none is named." };
        sections.AcceptOnlyFromAmong([.. SectionList.Names]);
        var root = new RootCommand("Measures what the monitor costs, and writes docs/performance.md.") { lab, quick, check, sections };
        root.SetAction(result => run(new BenchOptions
        {
            LabFile = result.GetRequiredValue(lab),
            Sections = result.GetValue(sections) ?? [],
            IsQuick = result.GetValue(quick),
            IsCheck = result.GetValue(check),
        }));
        return root.Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
