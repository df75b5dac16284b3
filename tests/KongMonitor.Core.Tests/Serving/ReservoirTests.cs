// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Serving.Streams;

namespace KongMonitor.CoreTests.Serving;

public sealed class ReservoirTests
{
    const int Size = 50;
    readonly TrafficEvent[] taken = new TrafficEvent[Size];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Size)]
    public void What_has_room_is_all_there_in_its_order(int count) => Assert.Equal(Enumerable.Range(0, count), Sample(new(Size, new Random(1)), count));

    [Fact]
    public void Of_more_each_has_the_same_chance_and_the_order_stays()
    {
        const int offered = 200;
        const int rounds = 4000;
        var reservoir = new Reservoir(Size, new Random(1));
        var times = new int[offered];
        for (var round = 0; round < rounds; round++)
        {
            var sample = Sample(reservoir, offered);
            Assert.Equal(Size, sample.Length);
            Assert.Equal(sample.Distinct().Order(), sample);
            Array.ForEach(sample, number => times[number]++);
        }

        // A quarter of 4,000 rounds, give or take six standard deviations.
        Assert.All(times, count => Assert.InRange(count, 1000 - 165, 1000 + 165));
    }

    int[] Sample(Reservoir reservoir, int count)
    {
        for (uint i = 0; i < count; i++)
        {
            reservoir.Add(new TrafficEvent { ExchangeIndex = i });
        }

        Assert.Equal((ulong)count, reservoir.Offered);
        return [.. taken.AsSpan(0, reservoir.Take(taken)).ToArray().Select(traffic => (int)traffic.ExchangeIndex)];
    }
}
