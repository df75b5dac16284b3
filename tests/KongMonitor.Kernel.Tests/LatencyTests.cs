// SPDX-License-Identifier: MIT
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
        Assert.Equal(1, row.Latency[BucketOf(row.LatencySum)]);
        Assert.Equal(1, row.Latency.Sum());
    }

    [Theory, EveryRoute]
    public void A_bound_belongs_to_the_bucket_that_it_ends(Route route)
    {
        Configure(KernelOptions.Default with { Replay = true, Fresh = true });
        for (var bucket = 0; bucket < AbiConstants.LatencyBuckets - 1; bucket++)
        {
            var bound = Bound(bucket);
            Take(route, $"/{bucket}/within", bound);
            Take(route, $"/{bucket}/beyond", bound + 1);
            Assert.Equal((1, 0), (LatencyOf($"/{bucket}/within")[bucket], LatencyOf($"/{bucket}/within").Sum() - 1));
            Assert.Equal((1, 0), (LatencyOf($"/{bucket}/beyond")[bucket + 1], LatencyOf($"/{bucket}/beyond").Sum() - 1));
        }
    }

    [Theory, EveryRoute]
    public void An_exchange_without_any_time_is_in_the_first_bucket(Route route)
    {
        Configure(KernelOptions.Default with { Replay = true, Fresh = true });
        Take(route, "/", 0);
        Assert.Equal((1, 1), (LatencyOf("/")[0], LatencyOf("/").Sum()));
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

    void Take(Route route, string path, ulong nanoseconds)
    {
        const ulong start = 1_000_000_000;
        Kernel.SetClock(start);
        var connection = Open(route);
        connection.ClientSends(Message.Get(path));
        Kernel.SetClock(start + nanoseconds);
        connection.ServerSends(Message.Ok());
        connection.Close();
    }

    IReadOnlyList<long> LatencyOf(string path) => Kernel.Endpoints().Single(row => row.Path == path).Latency;

    // 64 us and its doubles, and one and a half times each: what a bucket still holds, in nanoseconds.
    static ulong Bound(int bucket) => (64UL << bucket / 2) * (ulong)(2 + bucket % 2) / 2 * 1000;

    static int BucketOf(TimeSpan time) =>
        Enumerable.Range(0, AbiConstants.LatencyBuckets - 1).Count(bucket => (ulong)time.TotalNanoseconds > Bound(bucket));
}
