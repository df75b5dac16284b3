// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Reads the rows of a map of connections that were active last, as many of each leg as are asked for, and counts the
/// others: all of them would be megabytes that nobody looks at.
/// </summary>
sealed class RecentReader<TKey>
    where TKey : unmanaged
{
    const int Piece = 512;
    readonly BpfMapEntries<TKey, ConnStats> piece = new(Piece);
    readonly MapRows<TKey, ConnStats> rows;
    readonly int[] leftOut;
    int most;
    ulong evicted;

    // The index of each row that was kept, the one that was active first on top.
    readonly PriorityQueue<int, ulong>[] kept = [new(), new()];

    /// <param name="bpf">The loaded object.</param>
    /// <param name="name">The map's.</param>
    /// <param name="rows">Where rows go.</param>
    /// <param name="leftOut">By leg: how many more there are is added.</param>
    public RecentReader(BpfObject bpf, string name, MapRows<TKey, ConnStats> rows, int[] leftOut)
    {
        Map = bpf.FindMap<TKey, ConnStats>(name);
        rows.Limit = (int)Map.Untyped.MaxEntries;
        this.rows = rows;
        this.leftOut = leftOut;
    }

    public BpfMap<TKey, ConnStats> Map { get; }

    /// <summary>Whether rows may have given way to others.</summary>
    public bool WasFull => Created >= (ulong)rows.Limit;

    /// <summary>Rows ever created: those that there are, and those that gave way.</summary>
    public ulong Created => (ulong)(rows.Count + rows.LeftOut) + evicted;

    /// <summary>Reads them.</summary>
    /// <param name="created">How many had been created before.</param>
    /// <param name="mostOfLeg">How many rows of each leg are wanted.</param>
    public void Read(ulong created, int mostOfLeg)
    {
        most = mostOfLeg;
        rows.Clear();
        Array.ForEach(kept, queue => queue.Clear());
        Map.ReadInPieces(piece, Add);

        // What is created beside the reading is there and not evicted, and what was evicted stays so: this must never fall.
        var present = (ulong)(rows.Count + rows.LeftOut);
        evicted = Math.Max(evicted, created - Math.Min(created, present));
    }

    void Add(BpfMapEntries<TKey, ConnStats> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            Add(entries.Keys[i], entries.Values[i]);
        }
    }

    void Add(in TKey key, in ConnStats stats)
    {
        var queue = kept[stats.Leg];
        if (queue.Count < most)
        {
            queue.Enqueue(rows.Count, stats.LastActivity);
            rows.Add(key, stats);
            return;
        }

        rows.LeftOut++;
        leftOut[stats.Leg]++;
        if (queue.TryPeek(out var index, out var earliest) && earliest < stats.LastActivity)
        {
            queue.DequeueEnqueue(index, stats.LastActivity);
            (rows.Keys[index], rows.Values[index]) = (key, stats);
        }
    }
}
