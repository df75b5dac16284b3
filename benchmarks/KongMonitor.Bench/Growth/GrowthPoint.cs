// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.Growth;

/// <summary>A monitor that has seen so many different things.</summary>
sealed class GrowthPoint : IDisposable
{
    const double Megabyte = 1_000_000;
    readonly Subject subject = Subject.Monitor();
    readonly IGrowth growth;

    public GrowthPoint(string id, string title, Func<Subject, IGrowth> create)
    {
        Id = id;
        Title = title;
        growth = create(subject);
        MemoryBefore = Memory();
        growth.Fill();
    }

    public string Id { get; }

    public string Title { get; }

    /// <summary>MB of kernel memory before there was any traffic.</summary>
    public double MemoryBefore { get; }

    string Again => Title + " again";

    public IEnumerable<Arm<double>> Arms => [new(Title, growth.Measure), new(Again, growth.Measure)];

    /// <summary>Nanoseconds of an exchange by the monitor, a window a round.</summary>
    public double[] Times(Rounds<double> rounds, double[] empty) => Less(rounds.Of(Title, time => time), empty);

    /// <summary>The same once more.</summary>
    public double[] TimesAgain(Rounds<double> rounds, double[] empty) => Less(rounds.Of(Again, time => time), empty);

    /// <summary>MB of kernel memory that the maps take.</summary>
    public double Memory() => subject.Bpf.Maps.Sum(map => map.GetInfo().MemoryBytes) / Megabyte;

    public void CheckCounts() => subject.CheckCounts();

    public void Dispose() => subject.Dispose();

    static double[] Less(double[] times, double[] empty) => Paired.Select(times, empty, (time, other) => time - other);
}
