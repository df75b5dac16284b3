// SPDX-License-Identifier: MIT
using System.Numerics;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Times of an endpoint: sums, and a histogram of two buckets an octave from 64 us to 2^26 us.</summary>
public sealed class LatencyTests : KernelTest
{
    [Theory]
    [EveryRoute(0), EveryRoute(1), EveryRoute(13), EveryRoute(100), EveryRoute(140), EveryRoute(1_000), EveryRoute(30_000)]
    [EveryRoute(60_000), EveryRoute(67_500), EveryRoute(600_000)]
    public void An_answered_exchange_is_in_the_bucket_of_its_total_time(Route route, int milliseconds)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        Kernel.Age(TimeSpan.FromMilliseconds(milliseconds));
        connection.ServerSends(Message.Ok());
        var row = Endpoint();
        Assert.True(row.LatencySum >= TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(1, row.Latency[BucketOf((ulong)row.LatencySum.TotalMicroseconds)]);
        Assert.Equal(1, row.Latency.Sum());
    }

    [Theory, EveryRoute]
    public void Sums_and_histogram_grow_with_each_exchange(Route route)
    {
        for (var i = 0; i < 10; i++)
        {
            Exchange(route, Message.Get(), Message.Ok());
        }

        var totals = Kernel.Events().Where(e => e.Type == EventType.Response).ToArray();
        Assert.Equal(10, Endpoint().Latency.Sum());
        Assert.Equal(totals.Sum(e => e.Total.TotalMicroseconds), Endpoint().LatencySum.TotalMicroseconds, tolerance: 2);
        Assert.Equal(totals.Sum(e => e.Ttfb.TotalMicroseconds), Endpoint().TtfbSum.TotalMicroseconds, tolerance: 2);
    }

    static int BucketOf(ulong microseconds)
    {
        if (microseconds < 64)
        {
            return 0;
        }

        var octave = BitOperations.Log2(microseconds);
        var secondHalf = microseconds >= (1UL << octave) / 2 * 3;
        return Math.Min(1 + 2 * (octave - 6) + (secondHalf ? 1 : 0), AbiConstants.LatencyBuckets - 1);
    }
}
