// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Filters;

namespace KongMonitor.Serving.Streams;

/// <summary>The events of one filter, for all who asked for it: matched, sampled and written as JSON once.</summary>
sealed class EventChannel(Filter filter, StreamCounts counts)
{
    /// <summary>Events of a tick that are shown; what is beyond them is sampled out.</summary>
    public const int MostShown = 50;
    const int TicksOfSilence = 4;
    readonly Lock gate = new();
    readonly Reservoir reservoir = new(MostShown, new Random());
    readonly TrafficEvent[] shown = new TrafficEvent[MostShown];
    readonly List<EventClient> clients = [];
    readonly List<EventClient> joining = [];
    ulong seen;
    int silent;

    public Filter Filter { get; } = filter;

    public int ClientCount => clients.Count + joining.Count;

    /// <summary>Takes an event if it is meant. Any thread; never waits for a client.</summary>
    public void Offer(in TrafficEvent traffic, KnownContainers containers)
    {
        if (Filter.Matches(traffic, containers))
        {
            lock (gate)
            {
                reservoir.Add(traffic);
            }
        }
    }

    /// <summary>The client's events begin with the next tick. Like all that follows under the hub's lock.</summary>
    public void Add(EventClient client) => joining.Add(client);

    public void Remove(EventClient client)
    {
        if (!joining.Remove(client))
        {
            clients.Remove(client);
        }
    }

    /// <summary>Hands the clients what came since the last tick; once a second also if that is nothing, so that they know.</summary>
    public void Tick()
    {
        ulong fresh;
        int count;
        lock (gate)
        {
            fresh = reservoir.Offered;
            count = reservoir.Take(shown);
        }

        seen += fresh;
        if (fresh > 0 || ++silent >= TicksOfSilence)
        {
            silent = 0;
            Deliver(fresh, count);
        }

        foreach (var client in joining)
        {
            client.Begin(seen);
        }

        clients.AddRange(joining);
        joining.Clear();
    }

    /// <summary>Nothing comes any more.</summary>
    public void End()
    {
        clients.ForEach(client => client.End());
        joining.ForEach(client => client.End());
    }

    void Deliver(ulong fresh, int count)
    {
        if (clients.Count == 0)
        {
            return;
        }

        var batch = new EventBatch(seen, count, Written(shown.AsSpan(0, count)));
        counts.AddSeen(fresh * (ulong)clients.Count);
        counts.AddSampledOut((fresh - (ulong)count) * (ulong)clients.Count);
        foreach (var client in clients)
        {
            client.Add(batch);
        }
    }

    static ReadOnlyMemory<byte> Written(ReadOnlySpan<TrafficEvent> events)
    {
        if (events.IsEmpty)
        {
            return default;
        }

        var clock = new WallClock(DateTimeOffset.UtcNow, (ulong)Stopwatch.GetTimestamp());
        var text = new ArrayBufferWriter<byte>(events.Length * 512);
        using var json = new Utf8JsonWriter(text, Json.Options);
        foreach (ref readonly var traffic in events)
        {
            if (text.WrittenCount > 0)
            {
                text.Write(","u8);
            }

            EventJson.Write(json, traffic, clock);
            json.Flush();
            json.Reset();
        }

        return text.WrittenMemory;
    }
}
