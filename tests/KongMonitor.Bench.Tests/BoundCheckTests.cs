// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Checking;

namespace KongMonitor.Bench.Tests;

public class BoundCheckTests
{
    [Fact]
    public void A_multiple_within_its_bounds_says_nothing() =>
        Assert.Empty(BoundCheck.FindBroken([new("kernel.get", Most: 3, Least: 1)], [Sample.Section("kernel", Sample.Line("kernel.get", 2, 2.1))]));

    [Fact]
    public void A_multiple_that_is_clearly_too_large_says_what_it_is_and_may_be()
    {
        var broken = BoundCheck.FindBroken([new("kernel.get", Most: 3)], [Sample.Section("kernel", Sample.Line("kernel.get", 4, 4, 4))]);
        Assert.Equal("kernel.get: 4.00 times empty programs (4.00 to 4.00), allowed is at most 3.00", Assert.Single(broken));
    }

    [Fact]
    public void A_multiple_that_is_clearly_too_small_is_told() =>
        Assert.Single(BoundCheck.FindBroken([new("load.rate", Least: 0.97)], [Sample.Section("load", Sample.Line("load.rate", 0.9, 0.91))]));

    [Fact]
    public void A_bound_inside_the_quartiles_is_not_clearly_broken() =>
        Assert.Empty(BoundCheck.FindBroken([new("kernel.get", Most: 3)], [Sample.Section("kernel", Sample.Line("kernel.get", 2, 3.1, 3.2, 3.3))]));

    [Fact]
    public void Bounds_of_sections_that_did_not_run_are_left_out() =>
        Assert.Empty(BoundCheck.FindBroken([new("growth.paths", Most: 3)], [Sample.Section("kernel")]));

    [Fact]
    public void A_bound_for_nothing_is_told() =>
        Assert.Contains("kernel.gone", Assert.Single(BoundCheck.FindBroken([new("kernel.gone", Most: 3)], [Sample.Section("kernel")])));
}
