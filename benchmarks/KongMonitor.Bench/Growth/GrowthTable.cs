// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.Growth;

/// <summary>The cost of an exchange against the number of different things.</summary>
/// <param name="Id">In names of results.</param>
/// <param name="Title">A heading.</param>
/// <param name="What">What there are many of.</param>
/// <param name="Sizes">How many, the smallest first: with it the others are compared.</param>
/// <param name="Create">Exchanges over so many.</param>
sealed record GrowthTable(string Id, string Title, string What, int[] Sizes, Func<Subject, int, IGrowth> Create)
{
    const string Empty = "empty programs";

    public IReadOnlyList<ResultTable> Measure(BenchContext context)
    {
        using var empty = Subject.Empty(behindFront: true);
        var points = new List<GrowthPoint>();
        try
        {
            foreach (var size in Sizes)
            {
                points.Add(new($"growth.{Id}.{size}", $"{size:N0} {What}", subject => Create(subject, size)));
            }

            Arm<double>[] arms = [new(Empty, Create(empty, Sizes[0]).Measure), .. points.SelectMany(point => point.Arms)];
            var rounds = Rounds<double>.Run(arms, context.Rounds(quick: 25, full: 200), context.Random);
            points.ForEach(point => point.CheckCounts());
            return [Times(points, rounds), Memory(points)];
        }
        finally
        {
            points.ForEach(point => point.Dispose());
        }
    }

    ResultTable Times(List<GrowthPoint> points, Rounds<double> rounds)
    {
        var empty = rounds.Of(Empty, time => time);
        var smallest = points[0].Times(rounds, empty);
        return new(Title, [.. points.Select((point, index) => Line(point, index > 0 ? smallest : points[0].TimesAgain(rounds, empty)))]);

        Result Line(GrowthPoint point, double[] baseline) => Result.OfTime(
            point.Id, point.Title, point.Times(rounds, empty), point.TimesAgain(rounds, empty), points[0].Title, baseline);
    }

    ResultTable Memory(List<GrowthPoint> points)
    {
        double[] before = [points[0].MemoryBefore];
        return new($"Kernel memory of all maps, {What}", [.. points.Select(Line)]);

        Result Line(GrowthPoint point)
        {
            double[] memory = [point.Memory()];
            return new(
                $"{point.Id}.memory", point.Title, "MB", Distribution.Of(memory), null,
                Comparison.Of(memory, "before any traffic", before, null));
        }
    }
}
