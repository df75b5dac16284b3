// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Tests;

public class ComparisonTests
{
    [Fact]
    public void Windows_of_the_same_round_are_compared()
    {
        // Both become ten times slower in the last round: the multiple stays.
        var comparison = Comparison.Of([20, 22, 200], "half", [10, 11, 100], 0.01);
        Assert.Equal(new Distribution(2, 2, 2, 3), comparison.Ratio);
        Assert.Equal(11, comparison.Difference.Median);
        Assert.False(comparison.IsNone);
    }

    [Fact]
    public void A_difference_inside_the_spread_is_none()
    {
        Assert.True(Comparison.Of([100, 101, 103], "it", [100, 100, 100], 0.02).IsNone);
        Assert.True(Comparison.Of([98, 98, 98], "it", [99, 99, 99], 0.02).IsNone);
        Assert.False(Comparison.Of([103, 103, 103], "it", [100, 100, 100], 0.02).IsNone);
    }

    [Fact]
    public void What_is_counted_has_no_spread_and_differs_as_it_says() =>
        Assert.False(Comparison.Of([101], "before", [100], null).IsNone);

    [Fact]
    public void Arms_of_different_length_cannot_be_compared() =>
        Assert.Throws<ArgumentException>(() => Comparison.Of([1, 2], "it", [1], 0));

    [Fact]
    public void What_differs_by_as_much_as_the_median_of_the_same_may_is_none() =>
        Assert.True(Comparison.Of([90, 101, 110], "it", [100, 100, 100], 0.02).IsNone);
}
