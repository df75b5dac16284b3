// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Top.Screen;

namespace KongMonitor.CoreTests.Top;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "0")]
    [InlineData(0.01, "<0.1")]
    [InlineData(0.5, "0.5")]
    [InlineData(12.34, "12.3")]
    [InlineData(99.96, "100")]
    [InlineData(1234.5, "1234")]
    [InlineData(9999.6, "10.0k")]
    [InlineData(123456.0, "123k")]
    [InlineData(999_900.0, "1.00M")]
    public void A_rate(double? rate, string text) => Assert.Equal(text, Numbers.Rate(rate));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "0%")]
    [InlineData(0.00001, "<.01%")]
    [InlineData(0.0052, "0.52%")]
    [InlineData(0.125, "12.5%")]
    [InlineData(0.9999, "99.9%")]
    [InlineData(1.0, "100%")]
    public void A_share(double? share, string text) => Assert.Equal(text, Numbers.Share(share));

    [Theory]
    [InlineData(0, "64us")]
    [InlineData(10, "2.05ms")]
    [InlineData(30, "2.10s")]
    [InlineData(AbiConstants.LatencyBuckets - 1, ">67.1s")]
    public void A_percentile_is_the_end_of_its_bucket(int bucket, string text) => Assert.Equal(text, Numbers.Time(new Percentile(bucket)));

    [Theory]
    [InlineData(-5, "0s")]
    [InlineData(59.9, "59s")]
    [InlineData(60, "1m")]
    [InlineData(3600 * 23.99, "23h")]
    [InlineData(3600 * 49, "2d")]
    public void An_age(double seconds, string text) => Assert.Equal(text, Numbers.Age(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Every_number_fits_its_column() => Gen.Double[0, 1e18].Sample(number =>
    {
        Assert.InRange(Numbers.Rate(number).Length, 1, 6);
        Assert.InRange(Numbers.ByteRate(number).Length, 1, 6);
        Assert.InRange(Numbers.Share(number / 1e18).Length, 1, 6);
    });
}
