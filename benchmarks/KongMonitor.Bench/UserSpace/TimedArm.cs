// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.UserSpace;

/// <summary>Something that is measured twice a round, the second time for the control.</summary>
/// <param name="Name">What it is called in the results.</param>
/// <param name="Measure">Measures one window.</param>
sealed record TimedArm(string Name, Func<Spent> Measure)
{
    const double NanosecondsOfSecond = 1e9;

    string Again => Name + ", again";

    public IEnumerable<Arm<Spent>> Arms => [new(Name, Measure), new(Again, Measure)];

    public double[] Of(Rounds<Spent> rounds, Func<Spent, double> quantity) => rounds.Of(Name, quantity);

    /// <summary>A line with a control.</summary>
    public Result Line(Rounds<Spent> rounds, string id, string unit, Func<Spent, double> quantity, TimedArm? with = null)
    {
        var values = rounds.Of(Name, quantity);
        var spread = Control.Spread(values, rounds.Of(Again, quantity));
        var against = with is null ? null : Comparison.Of(values, with.Name, with.Of(rounds, quantity), spread);
        return new(id, Name, unit, Distribution.Of(values), spread, against);
    }

    /// <summary>How many a second there can be beside something that is done once in it.</summary>
    public Result RateLine(Rounds<Spent> rounds, string id, string title, TimedArm once)
    {
        double[] Rates(string arm, string other) => Paired.Select(
            rounds.Of(arm, spent => spent.Nanoseconds),
            rounds.Of(other, spent => spent.Nanoseconds),
            (each, beside) => (NanosecondsOfSecond - beside) / each);
        var rates = Rates(Name, once.Name);
        return new(id, title, "/s", Distribution.Of(rates), Control.Spread(rates, Rates(Again, once.Again)), null);
    }

    /// <summary>A line of what is counted and not timed.</summary>
    public Result CountedLine(Rounds<Spent> rounds, string id, string unit, Func<Spent, double> quantity) =>
        new(id, Name, unit, Distribution.Of(rounds.Of(Name, quantity)), null, null);
}
