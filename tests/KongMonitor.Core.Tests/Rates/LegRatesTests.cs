// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Rates;

namespace KongMonitor.CoreTests.Rates;

public sealed class LegRatesTests
{
    static LegRates? Of(Snapshot? before, Snapshot now) => LegRates.Of(Interval.Between(before, now), Leg.Downstream);

    [Fact]
    public void Requests_and_bytes_are_per_second()
    {
        var rates = Of(
            TwoReadings.First(reading => reading.AddLeg(10, 10, sent: 100, received: 1000)),
            TwoReadings.Second(reading => reading.AddLeg(14, 13, sent: 300, received: 5000)))!;
        Assert.Equal(new RowRates(2, 100, 2000), rates.Totals);
    }

    [Fact]
    public void Errors_are_a_share_of_what_ended_in_the_interval()
    {
        var rates = Of(
            TwoReadings.First(reading => reading.AddLeg(100, 100, errors: 90)),
            TwoReadings.Second(reading => reading.AddLeg(120, 110, errors: 91)))!;
        Assert.Equal(0.1, rates.ErrorShare);
    }

    [Fact]
    public void Where_nothing_ended_there_is_no_share_of_errors_and_no_percentile()
    {
        var rates = Of(
            TwoReadings.First(reading => reading.AddLeg(100, 100, errors: 90)),
            TwoReadings.Second(reading => reading.AddLeg(101, 100, errors: 90)))!;
        Assert.Null(rates.ErrorShare);
        Assert.Equal(default, rates.Latency);
    }

    [Fact]
    public void Percentiles_are_of_the_responses_of_the_interval_alone()
    {
        var before = TwoReadings.First(reading => reading.Add("/slow", 1000, bucket: 30));
        var now = TwoReadings.Second(reading =>
        {
            reading.Add("/slow", 1000, bucket: 30);
            reading.Add("/fast", 10, bucket: 4);
        });
        Assert.Equal(new Percentile(30), now.Legs[0].Latency.P95);
        var latency = Of(before, now)!.Latency;
        Assert.Equal((new Percentile(4), new Percentile(4), new Percentile(4)), (latency.P50, latency.P95, latency.P99));
    }

    [Fact]
    public void Counts_that_fell_give_nothing()
    {
        Assert.Null(Of(TwoReadings.First(reading => reading.AddLeg(10, 10)), TwoReadings.Second(reading => reading.AddLeg(9, 9))));
        Assert.Equal(
            default, Of(TwoReadings.First(reading => reading.Add("/a", 10, bucket: 3)), TwoReadings.Second(reading => reading.Add("/a", 10, bucket: 4)))!.Latency);
    }

    [Fact]
    public void A_percentile_of_the_interval_is_that_of_its_own_responses()
    {
        var buckets = Gen.ULong[0, 50].Array[AbiConstants.LatencyBuckets];
        Gen.Select(buckets, buckets).Sample((before, more) =>
        {
            var rates = Of(
                TwoReadings.First(reading => Fill(reading, before)),
                TwoReadings.Second(reading => Fill(reading, [.. before.Zip(more, (x, y) => x + y)])))!;
            Assert.Equal(LatencyHistogram.Summarize(more), rates.Latency);
        });

        static void Fill(KernelReading reading, ulong[] buckets)
        {
            foreach (var (bucket, count) in buckets.Index())
            {
                reading.Add($"/{bucket}", count, bucket: bucket);
            }
        }
    }
}
