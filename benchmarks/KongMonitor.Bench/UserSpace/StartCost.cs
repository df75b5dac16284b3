// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.UserSpace;

/// <summary>From the start of the process to attached programs.</summary>
static class StartCost
{
    const string Fresh = "fresh";
    const string Again = "fresh, again";
    const string TakenOver = "taken over";

    public static ResultTable Measure(BenchContext context)
    {
        var rounds = Rounds<StartTimes>.Run(
            [
                new(Fresh, () => Start(context.Lab)),
                new(Again, () => Start(context.Lab)),
                new(TakenOver, () => TakeOver(context.Lab)),
            ],
            context.Rounds(quick: 8, full: 20), context.Random);
        return new("Start", [.. Lines(rounds)]);
    }

    static IEnumerable<Result> Lines(Rounds<StartTimes> rounds)
    {
        yield return Line("user.start", "start to attached", Fresh, times => times.Attached);
        yield return Line("user.start.loading", "until the kernel verifies the first program", Fresh, times => times.Loading);
        yield return Line("user.start.verified", "from there to attached", Fresh, times => times.Attached - times.Loading);
        yield return Line("user.start.said", "until its first line can be read", Fresh, times => times.Said);
        var adopted = Line("user.start.adopted", "start to attached, counts of an earlier run taken over", TakenOver, times => times.Attached);
        yield return adopted with
        {
            Against = Comparison.Of(rounds.Of(TakenOver, times => times.Attached), "fresh", rounds.Of(Fresh, times => times.Attached), adopted.Spread),
        };

        Result Line(string id, string title, string arm, Func<StartTimes, double> quantity)
        {
            var spread = Control.Spread(rounds.Of(Fresh, quantity), rounds.Of(Again, quantity));
            return new(id, title, "ms", Distribution.Of(rounds.Of(arm, quantity)), spread, null);
        }
    }

    static StartTimes Start(Lab lab)
    {
        using var monitor = MonitorProcess.Start(lab);
        return monitor.AwaitStart();
    }

    static StartTimes TakeOver(Lab lab)
    {
        using (var earlier = MonitorProcess.Start(lab, "--keep"))
        {
            earlier.AwaitStart();
        }

        return Start(lab);
    }
}
