// SPDX-License-Identifier: MIT
using KongMonitor.Language;
using KongMonitor.Top;

namespace KongMonitor.CoreTests.Top;

public sealed class CountNewsTests
{
    static readonly CountOwner monitor = CountOwner.Of("pid 7", turn: 0);
    static readonly CountOwner left = CountOwner.Of(null, turn: 0);

    [Theory]
    [InlineData("en", "counts of pid 7", "No monitor runs here", "The counts go on: pid 8", "its counts are gone", "New counts from here on: those of pid 9")]
    [InlineData("ko", "pid 7의 집계", "실행 중인 모니터가 없습니다", "집계가 이어집니다: 이어받은 모니터는 pid 8", "그 집계도 없어졌습니다", "새 집계입니다: pid 9의 집계")]
    public void Each_change_is_told_once(string language, params string[] sentences)
    {
        var news = new CountNews(language == "en" ? Texts.English : Texts.Korean);
        CountOwner[] owners = [monitor, left, CountOwner.Of("pid 8", turn: 0), left.Gone, CountOwner.Of("pid 9", turn: 1)];
        foreach (var (owner, sentence) in owners.Zip(sentences))
        {
            Assert.Contains(sentence, news.Of(owner));
            Assert.Null(news.Of(owner with { }));
        }
    }

    [Fact]
    public void A_monitor_that_follows_another_between_two_beats_is_told()
    {
        var news = new CountNews(Texts.English);
        news.Of(monitor);
        Assert.StartsWith("The counts go on: pid 8", news.Of(CountOwner.Of("pid 8", turn: 0)));
        Assert.StartsWith("New counts from here on: those of pid 9", news.Of(CountOwner.Of("pid 9", turn: 1)));
    }

    [Fact]
    public void What_a_monitor_left_before_the_start_is_told() =>
        Assert.StartsWith("No monitor runs here", new CountNews(Texts.English).Of(left));

    [Fact]
    public void Of_counts_of_its_own_there_is_nothing_to_tell() => Assert.Null(new CountNews(Texts.English).Of(CountOwner.Self));

    [Fact]
    public void A_monitors_name_cannot_act_on_the_terminal() =>
        Assert.DoesNotContain('\e', new CountNews(Texts.English).Of(CountOwner.Of("pid 7\e[2J", turn: 0))!);
}
