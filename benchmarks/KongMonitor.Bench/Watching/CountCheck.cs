// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Watching;

/// <summary>Checks that who is measured did what it is there for: the time of exchanges that it did not follow would be none.</summary>
static class CountCheck
{
    /// <param name="rounds">What was measured.</param>
    /// <param name="observers">Who is looked at.</param>
    /// <param name="tolerance">How far the share may be from 1.</param>
    public static void Check<T>(Rounds<Passed<T>> rounds, IEnumerable<Observer> observers, double tolerance)
    {
        foreach (var observer in observers)
        {
            var share = Distribution.Of(rounds.Of(observer.Name, window => window.CountedShare)).Median;
            if (Math.Abs(share - 1) > tolerance)
            {
                throw new BenchException($"{observer.Name} counted {share:p1} of the exchanges that the gateway had");
            }
        }
    }
}
