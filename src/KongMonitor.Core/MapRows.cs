// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>
/// The rows of one map as they were read: keys and values at the same index. The
/// arrays grow to the largest reading and are used again for the next one.
/// </summary>
public sealed class MapRows<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    /// <summary>Room for keys; the first <see cref="Count"/> are rows.</summary>
    public TKey[] Keys { get; private set; } = [];

    /// <summary>Room for values, as long as <see cref="Keys"/>.</summary>
    public TValue[] Values { get; private set; } = [];

    /// <summary>How many rows the last reading has.</summary>
    public int Count { get; private set; }

    /// <summary>Rows that the map has beside them.</summary>
    public int LeftOut { get; set; }

    /// <summary>How many rows the map has room for; 0 where that is of no interest.</summary>
    public int Limit { get; set; }

    /// <summary>Makes room for at least <paramref name="capacity"/> rows and keeps those that are there.</summary>
    public void Reserve(int capacity)
    {
        if (capacity <= Keys.Length)
        {
            return;
        }

        var keys = new TKey[capacity];
        var values = new TValue[capacity];
        Keys.AsSpan(0, Count).CopyTo(keys);
        Values.AsSpan(0, Count).CopyTo(values);
        Keys = keys;
        Values = values;
    }

    /// <summary>Says how many rows were written into <see cref="Keys"/> and <see cref="Values"/>.</summary>
    public void SetCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Keys.Length);
        Count = count;
    }

    /// <summary>Appends a row.</summary>
    public void Add(in TKey key, in TValue value)
    {
        if (Count == Keys.Length)
        {
            Reserve(Math.Max(16, Count * 2));
        }

        Keys[Count] = key;
        Values[Count] = value;
        Count++;
    }

    /// <summary>Forgets the rows, keeps the room.</summary>
    public void Clear()
    {
        Count = 0;
        LeftOut = 0;
    }
}
