// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Adds to the rows of a map of connections the requests in flight, which the kernel counts there when they end. One that ended
/// since the rows were read is in neither until the next reading, and never in both.
/// </summary>
sealed class ConnectionsInFlight<TKey>
    where TKey : unmanaged
{
    readonly BpfMap<TKey, ConnStats> map;
    readonly MapRows<TKey, ConnStats> rows;
    readonly MapRows<TKey, ConnStats> begun;
    readonly int[] leftOut;
    readonly Dictionary<TKey, ConnStats> due = new(ByteComparer<TKey>.Instance);

    /// <param name="map">conn_map or conn_map6.</param>
    /// <param name="rows">What was read of it.</param>
    /// <param name="begun">Where connections without a row go.</param>
    /// <param name="leftOut">By leg: rows that the map has beside them.</param>
    public ConnectionsInFlight(BpfMap<TKey, ConnStats> map, MapRows<TKey, ConnStats> rows, MapRows<TKey, ConnStats> begun, int[] leftOut)
    {
        this.map = map;
        this.rows = rows;
        this.begun = begun;
        this.leftOut = leftOut;
    }

    /// <summary>A request in flight.</summary>
    /// <param name="key">Its row.</param>
    /// <param name="exchange">The request.</param>
    /// <param name="wasFull">Whether a row of the key may have been evicted.</param>
    public void Add(in TKey key, in Exchange exchange, bool wasFull)
    {
        var missing = ListedLater.Of(in exchange, wasFull);
        due[key] = due.TryGetValue(key, out var before) ? ListedLater.Sum(in before, in missing) : missing;
    }

    /// <summary>Brings all that was added since the last time into the rows.</summary>
    /// <param name="since">CLOCK_MONOTONIC nanoseconds from before the requests in flight were read.</param>
    public void Apply(ulong since)
    {
        begun.Clear();
        if (due.Count == 0)
        {
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (due.Remove(rows.Keys[i], out var missing))
            {
                rows.Values[i] = ListedLater.Sum(in rows.Values[i], in missing);
            }
        }

        foreach (var (key, missing) in due)
        {
            AddUnread(in key, in missing, since);
        }

        due.Clear();
    }

    // Of a row that was active since then nobody knows whether the request is in it already.
    void AddUnread(in TKey key, in ConnStats missing, ulong since)
    {
        if (rows.LeftOut == 0 || !map.TryLookup(in key, out var row))
        {
            begun.Add(in key, in missing);
            return;
        }

        rows.Add(in key, row.LastActivity < since ? ListedLater.Sum(in row, in missing) : row);
        rows.LeftOut--;
        leftOut[row.Leg]--;
    }
}
