// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Serving.Streams;

/// <summary>
/// Of however many events as many as it has room for, each with the same chance (Vitter's algorithm R), in the order they
/// came in. One thread at a time.
/// </summary>
sealed class Reservoir(int size, Random random)
{
    readonly TrafficEvent[] kept = new TrafficEvent[size];
    readonly ulong[] turns = new ulong[size];

    /// <summary>How many were offered.</summary>
    public ulong Offered { get; private set; }

    /// <summary>How many are kept.</summary>
    public int Count => (int)Math.Min(Offered, (ulong)kept.Length);

    /// <summary>Offers one.</summary>
    public void Add(in TrafficEvent traffic)
    {
        var place = Offered < (ulong)kept.Length ? (long)Offered : random.NextInt64((long)Offered + 1);
        if (place < kept.Length)
        {
            kept[place] = traffic;
            turns[place] = Offered;
        }

        Offered++;
    }

    /// <summary>Copies what is kept, and begins anew.</summary>
    public int Take(Span<TrafficEvent> events)
    {
        var count = Count;
        kept.AsSpan(0, count).CopyTo(events);
        turns.AsSpan(0, count).Sort(events[..count]);
        Offered = 0;
        return count;
    }
}
