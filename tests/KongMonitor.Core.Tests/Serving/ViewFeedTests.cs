// SPDX-License-Identifier: MIT
using KongMonitor.Core.Filters;
using KongMonitor.Serving.Views;

namespace KongMonitor.CoreTests.Serving;

public sealed class ViewFeedTests : IDisposable
{
    readonly TextBudget budget = new(1_000_000);
    readonly ViewFeed feed = new();

    public void Dispose() => feed.Dispose();

    [Fact]
    public async Task All_who_ask_for_the_same_get_one_text_and_it_goes_when_the_last_has_it()
    {
        var waiting = Enumerable.Range(0, 5).Select(_ => feed.Get(Key(200), TestContext.Current.CancellationToken)).ToArray();
        Assert.Equal(TimeSpan.Zero, feed.Due);
        Assert.Equal([Key(200).Filter.Text], Make());
        var texts = await Task.WhenAll(waiting);
        Assert.All(texts, text => Assert.Same(texts[0], text));
        Assert.Null(feed.Due);
        feed.Close();
        Array.ForEach(texts, text => text!.Dispose());
        Assert.Equal(0, budget.Taken);
    }

    [Fact]
    public void What_finds_no_room_in_a_reading_waits_its_turn_and_the_number_of_those_is_limited()
    {
        var waiting = Enumerable.Range(0, 32).Select(status => feed.Get(Key(status), TestContext.Current.CancellationToken)).ToArray();
        Assert.True(feed.Get(Key(900), TestContext.Current.CancellationToken) is { IsCompletedSuccessfully: true, Result: null });
        Assert.Equal(Enumerable.Range(0, 8).Select(number => Key(number).Filter.Text), Make());
        Assert.InRange(feed.Due!.Value.TotalMilliseconds, 1, 500);
        Assert.Equal(Enumerable.Range(8, 8).Select(number => Key(number).Filter.Text), Make());
        Assert.True(SpinWait.SpinUntil(() => waiting.Take(16).All(task => task.IsCompleted), TimeSpan.FromSeconds(30)));
        Assert.DoesNotContain(waiting.Skip(16), task => task.IsCompleted);
    }

    [Fact]
    public void What_there_was_no_time_for_is_first_after_a_pause_as_long_as_the_turn_was()
    {
        var waiting = Enumerable.Range(0, 10).Select(status => feed.Get(Key(status), TestContext.Current.CancellationToken)).ToArray();
        var keys = feed.Take();
        Thread.Sleep(1_200); // so long it took
        feed.Publish(keys[0], new SharedText(budget));
        feed.Pause(keys.Skip(1));
        Assert.InRange(feed.Due!.Value.TotalMilliseconds, 600, 10_000);
        Assert.Equal(Enumerable.Range(1, 8).Select(number => Key(number).Filter.Text), feed.Take().Select(key => key.Filter.Text));
        Assert.True(SpinWait.SpinUntil(() => waiting[0].IsCompleted, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task The_end_lets_go_of_all_who_wait()
    {
        var waiting = feed.Get(Key(200), TestContext.Current.CancellationToken);
        feed.Close();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Null(await feed.Get(Key(200), TestContext.Current.CancellationToken));
    }

    IEnumerable<string> Make()
    {
        var keys = feed.Take();
        foreach (var key in keys)
        {
            var text = new SharedText(budget);
            text.GetSpan();
            feed.Publish(key, text);
        }

        return keys.Select(key => key.Filter.Text);
    }

    static ViewKey Key(int status) => new(Parse($"path=/{status}"), Parse("method=GET"), 100, Parameters.English);

    static Filter Parse(string text) => Filter.TryParse(text, out var filter, out _) ? filter : throw new ArgumentException(text);
}
