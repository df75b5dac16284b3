// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Statistics;

/// <summary>
/// What was measured of each arm, a window a round. In each round every arm has its turn, in an order of its own: what else
/// the machine does meets all of them alike.
/// </summary>
sealed class Rounds<T>
{
    readonly Dictionary<string, List<T>> samples;

    Rounds(IEnumerable<string> names) => samples = names.ToDictionary(name => name, _ => new List<T>());

    /// <summary>Measures. Before the first round that counts there is one for the caches and the compiler.</summary>
    public static Rounds<T> Run(IReadOnlyList<Arm<T>> arms, int count, Random random)
    {
        foreach (var arm in arms)
        {
            arm.Measure();
        }

        var rounds = new Rounds<T>(arms.Select(arm => arm.Name));
        Arm<T>[] order = [.. arms];
        for (var round = 0; round < count; round++)
        {
            random.Shuffle(order);
            foreach (var arm in order)
            {
                rounds.samples[arm.Name].Add(arm.Measure());
            }
        }

        return rounds;
    }

    /// <summary>One quantity of an arm, in the order of the rounds.</summary>
    public double[] Of(string arm, Func<T, double> quantity) => [.. samples[arm].Select(quantity)];
}
