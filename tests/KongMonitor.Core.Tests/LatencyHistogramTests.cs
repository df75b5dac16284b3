// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;

namespace KongMonitor.CoreTests;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0, 0UL, 64UL)]
    [InlineData(1, 64UL, 96UL)]
    [InlineData(2, 96UL, 128UL)]
    [InlineData(3, 128UL, 192UL)]
    [InlineData(4, 192UL, 256UL)]
    [InlineData(40, 50_331_648UL, 67_108_864UL)]
    [InlineData(41, 67_108_864UL, null)]
    public void A_bucket_is_half_an_octave(int bucket, ulong low, ulong? high) =>
        Assert.Equal((low, high), (new Percentile(bucket).Low, new Percentile(bucket).High));

    [Fact]
    public void Buckets_leave_no_gap()
    {
        for (var bucket = 1; bucket < AbiConstants.LatencyBuckets; bucket++)
        {
            Assert.Equal(new Percentile(bucket - 1).High, new Percentile(bucket).Low);
        }
    }

    [Fact]
    public void Without_a_response_there_is_no_percentile() =>
        Assert.Equal(default, LatencyHistogram.Summarize(new ulong[AbiConstants.LatencyBuckets]));

    [Fact]
    public void A_percentile_is_the_bucket_of_the_nearest_rank()
    {
        var buckets = new ulong[AbiConstants.LatencyBuckets];
        (buckets[1], buckets[5], buckets[9]) = (50, 45, 5);
        Assert.Equal(
            new LatencySummary(new Percentile(1), new Percentile(5), new Percentile(9)),
            LatencyHistogram.Summarize(buckets));
    }

    [Fact]
    public void One_response_is_every_percentile()
    {
        var buckets = new ulong[AbiConstants.LatencyBuckets];
        buckets[41] = 1;
        var last = new Percentile(41);
        Assert.Equal(new LatencySummary(last, last, last), LatencyHistogram.Summarize(buckets));
        Assert.Equal(67_108_864UL, last.Value);
    }

    [Fact]
    public void Large_counts_do_not_overflow()
    {
        var buckets = new ulong[AbiConstants.LatencyBuckets];
        (buckets[0], buckets[2]) = (ulong.MaxValue / 4, ulong.MaxValue / 2);
        Assert.Equal(new Percentile(2), LatencyHistogram.Summarize(buckets).P50);
    }
}
