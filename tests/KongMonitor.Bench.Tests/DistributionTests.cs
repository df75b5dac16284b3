// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Tests;

public class DistributionTests
{
    [Fact]
    public void The_middle_of_an_odd_number_of_windows_is_one_of_them() =>
        Assert.Equal(new Distribution(2, 3, 4, 5), Distribution.Of([5, 1, 4, 2, 3]));

    [Fact]
    public void Between_two_windows_it_is_interpolated() => Assert.Equal(new Distribution(1.75, 2.5, 3.25, 4), Distribution.Of([1, 2, 3, 4]));

    [Fact]
    public void One_window_is_all_there_is() => Assert.Equal(new Distribution(7, 7, 7, 1), Distribution.Of([7]));

    [Fact]
    public void Without_a_window_there_is_no_result() => Assert.Throws<ArgumentException>(() => Distribution.Of([]));
}
