// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>
/// Room for a map's entries, owned and reused by the caller of <see cref="BpfMap{TKey,TValue}.ReadAll"/>.
/// Key and value of an entry have the same index. It grows to what is needed and stays so.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
public sealed class BpfMapEntries<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    const int DefaultCapacity = 64;

    TKey[] keys;
    TValue[] values;

    /// <summary>Makes room for a number of entries; more is made when it is needed.</summary>
    public BpfMapEntries(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        keys = new TKey[capacity];
        values = new TValue[capacity];
    }

    /// <summary>
    /// Reads into arrays of the caller, which are used as long as they suffice. With room for one entry more than the map
    /// can hold they always do, so that the caller may read its own arrays instead of <see cref="Keys"/> and
    /// <see cref="Values"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The arrays are empty or differ in length.</exception>
    public BpfMapEntries(TKey[] keys, TValue[] values)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        if (keys.Length == 0 || keys.Length != values.Length)
        {
            throw new ArgumentException("keys and values need the same length, at least 1", nameof(keys));
        }

        this.keys = keys;
        this.values = values;
    }

    /// <summary>How many entries the last reading found.</summary>
    public int Count { get; internal set; }

    /// <summary>How many entries fit without growing.</summary>
    public int Capacity => keys.Length;

    /// <summary>The keys; valid until the next reading.</summary>
    public ReadOnlySpan<TKey> Keys => keys.AsSpan(0, Count);

    /// <summary>The values; valid until the next reading.</summary>
    public ReadOnlySpan<TValue> Values => values.AsSpan(0, Count);

    internal int Free => Capacity - Count;

    internal Span<TKey> FreeKeys => keys.AsSpan(Count);

    internal Span<TValue> FreeValues => values.AsSpan(Count);

    /// <summary>Drops the content, keeps the room.</summary>
    public void Clear() => Count = 0;

    internal void Grow()
    {
        var capacity = checked(Capacity * 2);
        Array.Resize(ref keys, capacity);
        Array.Resize(ref values, capacity);
    }

    internal void Add(in TKey key, in TValue value)
    {
        if (Free == 0)
        {
            Grow();
        }

        keys[Count] = key;
        values[Count] = value;
        Count++;
    }
}
