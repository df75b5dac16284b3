// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core.Filters;

namespace KongMonitor.Serving.Streams;

/// <summary>
/// Hands events to those who read streams. The reader of the kernel's ring never waits here: four times a second each filter's
/// channel gives its clients a bounded batch, and what finds no room is counted. Without clients it does nothing.
/// </summary>
/// <param name="counts">What counts the events.</param>
/// <param name="failed">Is told of a tick that failed.</param>
sealed class EventHub(StreamCounts counts, Action<Exception> failed) : IEventSink, IDisposable
{
    const int MostClients = 128;
    const int MostChannels = 32;
    const int TickMilliseconds = 250;

    /// <summary>Events a second that a client gets at most.</summary>
    public const int MostPerSecond = EventChannel.MostShown * 1000 / TickMilliseconds;
    readonly Lock gate = new();
    readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Timer? timer;
    volatile EventChannel[] channels = [];
    Func<KnownContainers> containers = () => KnownContainers.None;
    Action<bool>? watched;
    int clients;

    /// <summary>Whether a filter asks who containers are.</summary>
    public bool NamesContainers => channels.Any(channel => channel.Filter.NamesContainers);

    /// <summary>Done once there are events.</summary>
    public Task Begun => begun.Task;

    /// <summary>From when on is counted; null before that is known.</summary>
    public CountsOrigin? Origin { get; private set; }

    /// <summary>From now on there are events.</summary>
    /// <param name="origin">From when on is counted.</param>
    /// <param name="known">Gives who the containers are by now.</param>
    /// <param name="whenWatched">Is told when the first client comes and when the last one is gone.</param>
    public void Begin(CountsOrigin origin, Func<KnownContainers> known, Action<bool> whenWatched)
    {
        lock (gate)
        {
            Origin = origin;
            containers = known;
            watched = whenWatched;
            timer = new(_ => Tick());
        }

        begun.TrySetResult();
    }

    public void OnEvent(ref readonly TrafficEvent traffic)
    {
        foreach (var channel in channels)
        {
            channel.Offer(in traffic, containers());
        }
    }

    /// <summary>Adds a client; null if there are no events, or too many clients or filters.</summary>
    public EventClient? Join(Filter filter)
    {
        lock (gate)
        {
            if (watched is null || clients == MostClients || FindChannel(filter) is not { } channel)
            {
                return null;
            }

            var client = new EventClient(channel, counts);
            channel.Add(client);
            counts.AddClients(1);
            if (++clients == 1)
            {
                watched(true);
                timer?.Change(TickMilliseconds, TickMilliseconds);
            }

            return client;
        }
    }

    /// <summary>Takes a client off. What still waits for it is dropped.</summary>
    public void Leave(EventClient client)
    {
        lock (gate)
        {
            client.End();
            client.Channel.Remove(client);
            if (client.Channel.ClientCount == 0)
            {
                channels = [.. channels.Where(channel => channel != client.Channel)];
            }

            counts.AddClients(-1);
            if (--clients == 0)
            {
                timer?.Change(Timeout.Infinite, Timeout.Infinite);
                watched?.Invoke(false);
            }
        }

        while (client.Batches.TryRead(out var batch))
        {
            counts.AddDropped(batch.Count);
        }
    }

    /// <summary>No events come any more: clients get what is there, and their streams end.</summary>
    public void Close()
    {
        lock (gate)
        {
            watched = null;
            Array.ForEach(channels, channel => channel.Tick());
            Array.ForEach(channels, channel => channel.End());
        }
    }

    public void Dispose() => timer?.Dispose();

    EventChannel? FindChannel(Filter filter)
    {
        if (channels.FirstOrDefault(channel => channel.Filter.Text == filter.Text) is { } found)
        {
            return found;
        }

        if (channels.Length == MostChannels)
        {
            return null;
        }

        var channel = new EventChannel(filter, counts);
        channels = [.. channels, channel];
        return channel;
    }

    void Tick()
    {
        try
        {
            lock (gate)
            {
                Array.ForEach(channels, channel => channel.Tick());
            }
        }
#pragma warning disable CA1031 // What fails here must not end the monitor.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failed(e);
        }
    }
}
