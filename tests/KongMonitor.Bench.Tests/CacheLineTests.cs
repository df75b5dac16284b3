// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Tests;

public sealed class CacheLineTests
{
    [Fact]
    public void A_round_trip_takes_longer_than_to_look_at_an_own_line_and_less_than_a_system_call_or_ten()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "there is one core");
        Assert.InRange(CacheLine.RoundTrip()!.Value, 5, 50_000);
    }
}
