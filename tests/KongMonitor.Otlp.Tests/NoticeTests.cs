// SPDX-License-Identifier: MIT
namespace KongMonitor.OtlpTests;

/// <summary>What is told of exports, and how often.</summary>
public class NoticeTests
{
    static readonly OtlpTrouble refused = new(OtlpTroubleKind.Unreachable, "Connection refused");
    static readonly OtlpTrouble rejected = new(OtlpTroubleKind.Rejected, "too old");
    readonly NoticeLimiter limiter = new("http://c:4317/");

    [Fact]
    public void Trouble_is_told_at_once_then_once_a_minute_with_how_often_it_was()
    {
        Assert.Equal(Notice(refused, 1), limiter.Failed(refused, Seconds(0)));
        Assert.All(Enumerable.Range(1, 59), second => Assert.Null(limiter.Failed(refused, Seconds(second))));
        Assert.Equal(Notice(refused, 60), limiter.Failed(refused, Seconds(60)));
        Assert.Null(limiter.Failed(refused, Seconds(61)));
    }

    [Fact]
    public void That_it_is_over_is_told_once_with_how_often_it_was_in_all()
    {
        limiter.Failed(refused, Seconds(0));
        limiter.Failed(refused, Seconds(10));

        Assert.Equal(Notice(null, 2), limiter.Succeeded());
        Assert.Null(limiter.Succeeded());
    }

    [Fact]
    public void Trouble_that_comes_and_goes_is_told_once_a_minute()
    {
        Assert.NotNull(limiter.Failed(refused, Seconds(0)));
        Assert.NotNull(limiter.Succeeded());
        for (var second = 1; second < 60; second++)
        {
            Assert.Null(limiter.Failed(refused, Seconds(second)));
            Assert.Null(limiter.Succeeded());
        }

        Assert.Equal(Notice(refused, 60), limiter.Failed(refused, Seconds(61)));
    }

    [Fact]
    public void Rejected_points_are_told_once_a_minute_with_how_many()
    {
        Assert.Equal(Notice(rejected, 0, 5), limiter.Rejected(rejected, 5, Seconds(0)));
        Assert.Null(limiter.Rejected(rejected, 5, Seconds(30)));
        Assert.Equal(Notice(rejected, 0, 10), limiter.Rejected(rejected, 5, Seconds(60)));
    }

    [Fact]
    public void At_the_end_what_was_not_told_is()
    {
        limiter.Failed(refused, Seconds(0));
        Assert.Null(limiter.End());

        limiter.Failed(refused, Seconds(1));
        limiter.Failed(refused, Seconds(2));
        Assert.Equal(Notice(refused, 2), limiter.End());
    }

    [Fact]
    public void Nothing_is_told_of_exports_that_succeed()
    {
        Assert.Null(limiter.Succeeded());
        Assert.Null(limiter.End());
    }

    static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    static OtlpNotice Notice(OtlpTrouble? trouble, long failed, long points = 0) =>
        new() { Endpoint = "http://c:4317/", Trouble = trouble, Failed = failed, RejectedPoints = points };
}
