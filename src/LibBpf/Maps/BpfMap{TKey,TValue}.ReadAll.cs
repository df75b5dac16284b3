// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

public sealed unsafe partial class BpfMap<TKey, TValue>
{
    // What kernels without batch reading for this kind of map answer.
    volatile bool batchIsUnsupported;

    /// <summary>
    /// Reads all entries, many per system call where the kernel can (Linux 5.6), one by one elsewhere.
    /// Nothing is allocated unless the buffer must grow.
    /// </summary>
    /// <param name="entries">Receives the entries; its former content is dropped.</param>
    /// <param name="options">How to read each value.</param>
    /// <returns>The number of entries.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    /// <remarks>
    /// Entries that come and go meanwhile may or may not be among them; every other entry is, exactly once
    /// (one by one: at least once while others are deleted).
    /// </remarks>
    public int ReadAll(BpfMapEntries<TKey, TValue> entries, BpfLookupOptions options = BpfLookupOptions.None)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Read(entries, options, null);
        return entries.Count;
    }

    /// <summary>As <see cref="ReadAll"/>, for who does not want to keep all entries: as many at once as the buffer has room for.</summary>
    /// <param name="entries">Receives the entries; its former content is dropped.</param>
    /// <param name="piece">Called when the buffer is full, and with the rest. It must leave the buffer as it is.</param>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public void ReadInPieces(BpfMapEntries<TKey, TValue> entries, Action<BpfMapEntries<TKey, TValue>> piece)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(piece);
        Read(entries, BpfLookupOptions.None, piece);
        piece(entries);
    }

    void Read(BpfMapEntries<TKey, TValue> entries, BpfLookupOptions options, Action<BpfMapEntries<TKey, TValue>>? piece)
    {
        entries.Clear();
        if (batchIsUnsupported || !TryReadBatches(entries, options, piece))
        {
            entries.Clear();
            ReadOneByOne(entries, options, piece);
        }

        GC.KeepAlive(this);
    }

    // Without anybody who takes the entries, or where one bucket has more than there is room for, the buffer grows.
    static void MakeRoom(BpfMapEntries<TKey, TValue> entries, Action<BpfMapEntries<TKey, TValue>>? piece)
    {
        if (piece is null || entries.Count == 0)
        {
            entries.Grow();
            return;
        }

        piece(entries);
        entries.Clear();
    }

    /// <summary>Reads as many entries as the buffer has room for, in one system call. In a hash table they are a random choice.</summary>
    /// <param name="entries">Receives the entries; its former content is dropped.</param>
    /// <returns>The number of entries.</returns>
    /// <exception cref="BpfException">The kernel refused: ENOSPC if a bucket holds more than there is room for.</exception>
    public int ReadSome(BpfMapEntries<TKey, TValue> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        entries.Clear();
        var position = stackalloc byte[Math.Max(sizeof(TKey), sizeof(uint))];
        var count = (uint)entries.Free;
        var result = LookupBatch(entries, null, position, &count, BpfLookupOptions.None);
        if (result != -(int)Errno.ENOENT)
        {
            Finish(result, "read");
        }

        entries.Count = (int)count;
        GC.KeepAlive(this);
        return entries.Count;
    }

    bool TryReadBatches(
        BpfMapEntries<TKey, TValue> entries, BpfLookupOptions options, Action<BpfMapEntries<TKey, TValue>>? piece)
    {
        // The kernel's place in the map: a bucket number in hash tables, the last key elsewhere.
        var position = stackalloc byte[Math.Max(sizeof(TKey), sizeof(uint))];
        var started = false;
        while (true)
        {
            if (entries.Free == 0)
            {
                MakeRoom(entries, piece);
            }

            var count = (uint)entries.Free;
            var result = LookupBatch(entries, started ? position : null, position, &count, options);
            switch ((Errno)(-result))
            {
                case Errno.None:
                    entries.Count += (int)count;
                    started = true;
                    break;
                case Errno.ENOENT:
                    entries.Count += (int)count;
                    return true;
                case Errno.ENOSPC:
                    // One bucket holds more than the buffer has room for; the position stays at that bucket.
                    started = true;
                    MakeRoom(entries, piece);
                    break;
                case Errno.EINTR:
                    // Entries vanished under the kernel's walk: what it has so far is good.
                    entries.Count += (int)count;
                    started |= count > 0;
                    break;
                case Errno.ENOTSUPP or Errno.EOPNOTSUPP or Errno.EINVAL:
                    batchIsUnsupported = (Errno)(-result) != Errno.EINVAL;
                    return false;
                default:
                    Finish(result, "read");
                    break;
            }
        }
    }

    int LookupBatch(BpfMapEntries<TKey, TValue> entries, byte* from, byte* to, uint* count, BpfLookupOptions options)
    {
        MapBatchOptions batch = new() { Size = (nuint)sizeof(MapBatchOptions), ElementFlags = (ulong)options };
        fixed (TKey* keys = entries.FreeKeys)
        fixed (TValue* values = entries.FreeValues)
        {
            return Native.bpf_map_lookup_batch(Untyped.Fd, from, to, keys, values, count, &batch);
        }
    }

    void ReadOneByOne(
        BpfMapEntries<TKey, TValue> entries, BpfLookupOptions options, Action<BpfMapEntries<TKey, TValue>>? piece)
    {
        TKey key = default;
        var fd = Untyped.Fd;
        var result = Native.bpf_map_get_next_key(fd, null, &key);

        // A deleted key sends the walk back to the start, so its length needs a limit.
        for (uint steps = 0; result == 0 && steps <= Untyped.MaxEntries; steps++)
        {
            if (TryLookup(in key, out TValue value, options))
            {
                if (entries.Free == 0)
                {
                    MakeRoom(entries, piece);
                }

                entries.Add(in key, in value);
            }

            TKey next = default;
            result = Native.bpf_map_get_next_key(fd, &key, &next);
            key = next;
        }

        if (result != -(int)Errno.ENOENT)
        {
            Finish(result, "walk");
        }
    }
}
