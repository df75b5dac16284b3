// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Tests;

public class RoundsTests
{
    [Fact]
    public void Every_arm_has_its_turn_in_every_round_in_an_order_of_its_own()
    {
        var turns = new List<string>();
        string[] names = ["a", "b", "c", "d"];
        Arm<int>[] arms = [.. names.Select(name => new Arm<int>(name, () => Turn(name)))];
        var rounds = Rounds<int>.Run(arms, 20, new Random(1));
        var orders = turns.Skip(4).Chunk(4).Select(order => string.Concat(order)).ToArray();
        Assert.Equal(20, orders.Length);
        Assert.All(orders, order => Assert.Equal("abcd", string.Concat(order.Order())));
        Assert.True(orders.Distinct().Count() > 5);
        Assert.Equal(20, rounds.Of("a", value => value).Length);

        int Turn(string name)
        {
            turns.Add(name);
            return turns.Count;
        }
    }

    [Fact]
    public void The_round_that_warms_up_counts_for_nothing()
    {
        var calls = 0;
        var rounds = Rounds<int>.Run([new Arm<int>("it", () => calls++)], 3, new Random(1));
        Assert.Equal([1, 2, 3], rounds.Of("it", value => value));
    }
}
