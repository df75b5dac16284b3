// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Bench.Checking;
using KongMonitor.Bench.CommandLine;
using KongMonitor.Bench.Goals;
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
    const string GoalsFile = "benchmarks/goals.json";
    const string Document = "docs/performance.md";

    public static int Run(BenchOptions options)
    {
        if (options.IsDocument)
        {
            WriteDocument();
            return 0;
        }

        var lab = Lab.Read(options.LabFile ?? throw new BenchException("there is no lab: ./bench makes one"));
        var context = new BenchContext(lab, options.IsQuick, new Random());
        var sections = SectionList.All.Where(section => options.Sections.Count == 0 || options.Sections.Contains(section.Name));
        SectionResult[] results = [.. sections.Select(section => Run(section, context, options))];
        ConsoleReport.Write(Console.Out, GoalFile.Judge(GoalFile.Read(GoalsFile), BenchResults.TryRead(ResultsOf(options))!));
        return options.IsCheck ? Check(results) : 0;
    }

    static SectionResult Run(ISection section, BenchContext context, BenchOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        var before = CacheLine.RoundTrip();
        var tables = section.Run(context);
        var after = CacheLine.RoundTrip();
        var times = before is null || after is null ? null : new CacheLineTimes(before.Value, after.Value);
        SectionResult result = new(section.Name, DateOnly.FromDateTime(DateTime.UtcNow), tables, times);
        ConsoleReport.Write(Console.Out, section.Title, result);
        Console.Error.WriteLine($"{section.Name} took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        Keep(new(Machine.Describe(), [result]), options);
        return result;
    }

    // A quick run is for whoever runs it.
    static string ResultsOf(BenchOptions options) => options.IsQuick ? QuickResultsFile : ResultsFile;

    // At once: what comes after a section may fail, or be ended.
    static void Keep(BenchResults results, BenchOptions options)
    {
        var file = ResultsOf(options);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        results.Over(BenchResults.TryRead(file), SectionList.Names).Write(file);
        if (!options.IsQuick)
        {
            WriteDocument();
        }
    }

    static void WriteDocument()
    {
        var results = BenchResults.TryRead(ResultsFile) ?? throw new BenchException($"there is no {ResultsFile} yet: run ./bench");
        File.WriteAllText(Document, PerformanceDocument.Create(results, SectionList.All, GoalFile.Read(GoalsFile)));
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
