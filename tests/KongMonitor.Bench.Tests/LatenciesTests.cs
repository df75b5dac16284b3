// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Latency;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Tests;

public class LatenciesTests
{
    [Theory]
    [InlineData("265.00us", "1.21ms", 265, 1210)]
    [InlineData("15.30ms", "1.02s", 15_300, 1_020_000)]
    public void What_wrk_says_of_its_answers_is_read_in_microseconds(string half, string most, double median, double p99) =>
        Assert.Equal(new Latencies(median, p99), Latencies.Parse(
            $"""
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   326.14us  441.60us  11.87ms   94.53%
              Latency Distribution
                 50%  {half}
                 75%  400.00us
                 90%  521.00us
                 99%  {most}
            """));

    [Fact]
    public void A_report_without_them_is_shown() =>
        Assert.Contains("unable to connect", Assert.Throws<BenchException>(() => Latencies.Parse("unable to connect to 198.18.1.2:8000")).Message);
}
