// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Abi;
using KongMonitor.Core.Filters;
using KongMonitor.CoreTests.Support;
using KongMonitor.Serving.Streams;

namespace KongMonitor.CoreTests.Serving;

public sealed class EventChannelTests
{
    readonly StreamCounts counts = new();

    [Fact]
    public void Clients_of_a_channel_get_the_same_batch_which_is_written_once()
    {
        var channel = new EventChannel(Filter.Everything, counts);
        var (first, second) = (Join(channel), Join(channel));
        channel.Tick();
        Offer(channel, 3);
        channel.Tick();
        var batch = Next(first);
        Assert.Equal((3UL, 3), (batch.Seen, batch.Count));
        Assert.Same(batch, Next(second));
        Assert.StartsWith("{\"type\":\"request\",", Encoding.UTF8.GetString(batch.Events.Span));
        Assert.Equal(6UL, counts.Seen);
    }

    [Fact]
    public void A_client_begins_with_a_tick_and_is_not_told_of_what_was_before()
    {
        var channel = new EventChannel(Filter.Everything, counts);
        var first = Join(channel);
        channel.Tick();
        Offer(channel, 3);
        var second = Join(channel);
        Assert.False(second.Begun.IsCompleted);
        channel.Tick();
        Assert.True(second.Begun.IsCompleted);
        Assert.Equal(3UL, second.Before);
        Offer(channel, 2);
        channel.Tick();
        Assert.Equal(3, Next(first).Count);
        Assert.Same(Next(first), Next(second));
        Assert.Equal(3UL + 2 + 2, counts.Seen);
    }

    [Fact]
    public void Silence_is_told_once_a_second()
    {
        var channel = new EventChannel(Filter.Everything, counts);
        var client = Join(channel);
        channel.Tick();
        var silent = Enumerable.Range(0, 8).Select(_ =>
        {
            channel.Tick();
            return client.Batches.TryRead(out var batch) && batch is { Seen: 0, Count: 0 };
        });
        Assert.Equal([false, false, true, false, false, false, true, false], silent);
    }

    [Fact]
    public void What_is_beyond_the_limit_of_a_tick_is_sampled_out_and_counted()
    {
        var channel = new EventChannel(Filter.Everything, counts);
        var client = Join(channel);
        channel.Tick();
        Offer(channel, 1000);
        channel.Tick();
        var batch = Next(client);
        Assert.Equal((1000UL, 50), (batch.Seen, batch.Count));
        Assert.Equal((1000UL, 950UL, 0UL), (counts.Seen, counts.SampledOut, counts.Dropped));
    }

    [Fact]
    public void A_slow_client_loses_the_oldest_batches_which_is_counted_and_costs_others_nothing()
    {
        var channel = new EventChannel(Filter.Everything, counts);
        var (slow, quick) = (Join(channel), Join(channel));
        channel.Tick();
        for (var tick = 1; tick <= 5; tick++)
        {
            Offer(channel, tick);
            channel.Tick();
            Assert.Equal(tick, Next(quick).Count);
        }

        Assert.Equal(1UL + 2 + 3, counts.Dropped);
        Assert.Equal([4, 5], [Next(slow).Count, Next(slow).Count]);
        Assert.False(slow.Batches.TryRead(out _));
    }

    [Fact]
    public void Only_what_the_filter_means_is_seen()
    {
        Assert.True(Filter.TryParse("method=POST", out var filter, out _));
        var channel = new EventChannel(filter, counts);
        var client = Join(channel);
        channel.Tick();
        Offer(channel, 3);
        var post = Wire.Event(EventType.Request, "10.0.0.1", 1, "10.0.0.2", 2);
        post.Method = (byte)KongMonitor.Abi.HttpMethod.Post;
        channel.Offer(post, KnownContainers.None);
        channel.Tick();
        Assert.Equal(1UL, Next(client).Seen);
    }

    EventClient Join(EventChannel channel)
    {
        var client = new EventClient(channel, counts);
        channel.Add(client);
        return client;
    }

    static void Offer(EventChannel channel, int count)
    {
        for (var i = 0; i < count; i++)
        {
            channel.Offer(Wire.Event(EventType.Request, "10.0.0.1", 1, "10.0.0.2", 2), KnownContainers.None);
        }
    }

    static EventBatch Next(EventClient client)
    {
        Assert.True(client.Batches.TryRead(out var batch));
        return batch;
    }
}
