// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Bench.Checking;
using KongMonitor.Bench.CommandLine;
using KongMonitor.Bench.Output;
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench;

/// <summary>Runs sections, shows and keeps their results, and compares them with the bounds. Paths are of the repository's root.</summary>
static class BenchRun
{
    const string ResultsFile = "benchmarks/results.json";
    const string QuickResultsFile = "artifacts/bench-quick.json";
    const string BoundsFile = "benchmarks/bounds.json";
    const string Document = "docs/performance.md";

    public static int Run(BenchOptions options)
    {
        var context = new BenchContext(Lab.Read(options.LabFile), options.IsQuick, new Random());
        var sections = SectionList.All.Where(section => options.Sections.Count == 0 || options.Sections.Contains(section.Name));
        SectionResult[] results = [.. sections.Select(section => Run(section, context))];
        Keep(new(Machine.Describe(), results), options);
        return options.IsCheck ? Check(results) : 0;
    }

    static SectionResult Run(ISection section, BenchContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var tables = section.Run(context);
        var result = new SectionResult(section.Name, section.Title, section.Method, DateOnly.FromDateTime(DateTime.UtcNow), tables);
        ConsoleReport.Write(Console.Out, result);
        Console.Error.WriteLine($"{section.Name} took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        return result;
    }

    // A quick run is for whoever runs it.
    static void Keep(BenchResults results, BenchOptions options)
    {
        var file = options.IsQuick ? QuickResultsFile : ResultsFile;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var all = results.Over(BenchResults.TryRead(file), SectionList.Names);
        all.Write(file);
        if (!options.IsQuick)
        {
            File.WriteAllText(Document, PerformanceDocument.Create(BenchResults.TryRead(file)!));
        }
    }

    static int Check(IReadOnlyList<SectionResult> results)
    {
        var broken = BoundCheck.FindBroken(BoundCheck.Read(BoundsFile), results);
        foreach (var line in broken)
        {
            Console.Error.WriteLine($"broken: {line}");
        }

        Console.Error.WriteLine(broken.Count == 0 ? "all bounds hold" : $"{broken.Count} bounds are broken");
        return broken.Count == 0 ? 0 : 1;
    }
}
