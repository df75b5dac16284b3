// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Tests;

public class ControlTests
{
    [Fact]
    public void The_spread_is_the_end_of_the_interval_that_is_farther_from_the_same() =>
        Assert.Equal(0.05, Control.Spread([100, 100, 100], [101, 98, 105]), 10);

    [Fact]
    public void More_rounds_of_the_same_noise_make_it_narrower()
    {
        double[] noise = [90, 95, 99, 100, 101, 105, 110];
        double Spread(int times)
        {
            double[] values = [.. Enumerable.Repeat(noise, times).SelectMany(value => value)];
            return Control.Spread([.. values.Select(_ => 100.0)], values);
        }

        Assert.Equal(0.1, Spread(1), 10);
        Assert.True(Spread(4) < Spread(1));
        Assert.Equal(0.01, Spread(10), 10);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 1, 5)]
    [InlineData(6, 1, 6)] // 1 - 2 / 64: sure enough with all of them alone
    [InlineData(9, 2, 8)]
    [InlineData(20, 6, 15)]
    [InlineData(80, 31, 50)]
    public void The_median_lies_between_the_values_that_the_tables_of_the_sign_test_name(int count, int low, int high) =>
        Assert.Equal(new MedianInterval(low, high), MedianInterval.Of(Enumerable.Range(1, count).Select(value => (double)value)));

    [Fact]
    public void The_interval_has_the_true_median_in_it_as_often_as_it_says()
    {
        var random = new Random(1);
        var inside = Enumerable.Range(0, 2000).Count(_ =>
        {
            var interval = MedianInterval.Of(Enumerable.Range(0, 16).Select(_ => Math.Exp(random.NextDouble())));
            return interval.Low <= Math.Exp(0.5) && Math.Exp(0.5) <= interval.High;
        });
        Assert.True(inside >= 2000 * MedianInterval.Confidence, $"{inside} of 2000");
    }
}
