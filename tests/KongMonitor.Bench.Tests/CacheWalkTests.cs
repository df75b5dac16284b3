// SPDX-License-Identifier: MIT
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.Tests;

public sealed class CacheWalkTests
{
    [Theory]
    [InlineData(32 << 10, 64 << 20)]
    [InlineData(300 << 10, 128 << 20)] // a server's, of which twice as much takes a quarter of a second
    [InlineData(1 << 20, 128 << 20)]
    public void Twice_the_largest_cache_is_written_as_far_as_that_takes_no_minutes(long cache, int bytes) =>
        Assert.Equal(bytes, CacheWalk.Size(cache));
}
