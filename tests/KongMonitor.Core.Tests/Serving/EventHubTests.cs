// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core.Filters;
using KongMonitor.CoreTests.Support;
using KongMonitor.Serving.Streams;

namespace KongMonitor.CoreTests.Serving;

public sealed class EventHubTests : IDisposable
{
    readonly StreamCounts counts = new();
    readonly List<bool> watched = [];
    readonly EventHub hub;

    public EventHubTests() => hub = new(counts, failure => Assert.Fail($"{failure}"));

    public void Dispose() => hub.Dispose();

    [Fact]
    public void Before_there_are_events_nobody_can_join() => Assert.Null(hub.Join(Filter.Everything));

    [Fact]
    public void The_first_client_that_comes_and_the_last_one_that_leaves_are_told()
    {
        Begin();
        var (first, second) = (hub.Join(Filter.Everything)!, hub.Join(Parse("status=200"))!);
        Assert.Equal([true], watched);
        hub.Leave(first);
        Assert.Equal(1UL, counts.Clients);
        hub.Leave(second);
        Assert.Equal([true, false], watched);
        Assert.Equal(0UL, counts.Clients);
    }

    [Fact]
    public void Clients_with_the_same_filter_share_a_channel_and_its_number_is_limited()
    {
        Begin();
        var channels = Enumerable.Range(200, 32).Select(status => hub.Join(Parse($"status={status}"))!.Channel).ToList();
        Assert.Null(hub.Join(Filter.Everything));
        var again = hub.Join(Parse("status=200"))!;
        Assert.Same(channels[0], again.Channel);
    }

    [Fact]
    public async Task The_end_gives_clients_what_is_there_and_ends_their_streams()
    {
        Begin();
        var client = hub.Join(Filter.Everything)!;
        await client.Begun.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var traffic = Wire.Event(EventType.Request, "10.0.0.1", 1, "10.0.0.2", 2);
        hub.OnEvent(in traffic);
        hub.Close();
        var seen = 0;
        await foreach (var batch in client.Batches.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            seen += batch.Count;
        }

        Assert.Equal(1, seen);
        Assert.Null(hub.Join(Filter.Everything));
        hub.Leave(client);
        Assert.Equal([true], watched);
    }

    [Fact]
    public async Task What_a_client_leaves_behind_is_dropped()
    {
        Begin();
        var client = hub.Join(Filter.Everything)!;
        await client.Begun.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var traffic = Wire.Event(EventType.Request, "10.0.0.1", 1, "10.0.0.2", 2);
        hub.OnEvent(in traffic);
        await client.Batches.WaitToReadAsync(TestContext.Current.CancellationToken);
        hub.Leave(client);
        Assert.Equal((1UL, 1UL, 0UL), (counts.Seen, counts.Dropped, counts.Sent));
    }

    void Begin() => hub.Begin(new(Wire.Time, IsResumed: false), () => KnownContainers.None, watched.Add);

    static Filter Parse(string text) => Filter.TryParse(text, out var filter, out _) ? filter : throw new ArgumentException(text);
}
