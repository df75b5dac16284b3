// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Tests;

public sealed class CacheLineTests
{
    [Fact]
    public void A_round_trip_takes_some_nanoseconds_and_no_time_slice()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "there is one core");
        Assert.InRange(CacheLine.RoundTrip()!.Value, 5, 100_000);
    }
}
