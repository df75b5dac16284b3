// SPDX-License-Identifier: MIT
using System.Numerics;
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Reads the rows of inflight_map that are some request's. It is an array whose places the programs choose, and most are free:
/// they are looked at where they are, some at a time, since what is mapped counts as this process's memory. A descriptor that
/// must not write cannot be mapped (the kernel takes the mapping for a private one): then they are copied, all of them.
/// </summary>
sealed class InFlightReader
{
    const int Piece = 512;
    const int Copied = 64;
    readonly BpfMap<uint, Exchange> map;
    readonly uint places;
    readonly BpfMapEntries<uint, Exchange>? copied;

    /// <param name="bpf">The loaded object.</param>
    /// <param name="isReadOnly">Whether its maps were opened for reading alone.</param>
    public InFlightReader(BpfObject bpf, bool isReadOnly = false)
    {
        copied = isReadOnly ? new(Copied) : null;
        map = bpf.FindMap<uint, Exchange>(MapNames.InflightMap);
        places = Mask(map.Untyped.MaxEntries) + 1;
    }

    /// <summary>What the programs are told of a map with so many places: they use the largest power of two of them.</summary>
    /// <returns>That power of two less one.</returns>
    public static uint Mask(uint places) => (uint)(1 << BitOperations.Log2(places)) - 1;

    /// <summary>Reads all.</summary>
    /// <param name="rows">Where rows go; what was there is forgotten.</param>
    public void Read(MapRows<InflightKey, Exchange> rows)
    {
        rows.Clear();
        rows.Limit = (int)places;
        Read((_, row) => rows.Add(row.Key, row));
    }

    /// <summary>Reads all, with the place of each in the map.</summary>
    public void Read(Action<uint, Exchange> found)
    {
        if (copied is not null)
        {
            uint first = 0;
            map.ReadInPieces(copied, piece =>
            {
                Take(piece.Values[..piece.Count], first, found);
                first += (uint)piece.Count;
            });
            return;
        }

        for (uint place = 0; place < places; place += Piece)
        {
            using var view = map.View(place, (int)Math.Min(Piece, places - place));
            Take(view.Values, place, found);
        }
    }

    static void Take(ReadOnlySpan<Exchange> values, uint first, Action<uint, Exchange> found)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (Volatile.Read(in values[i].Key.FlowId) != 0 && Copy(in values[i]) is { IsWhole: true } row)
            {
                found(first + (uint)i, row);
            }
        }
    }

    // Word by word from the first to the last: so a key at the end that differs from that at the begin tells of a write between.
    static Exchange Copy(ref readonly Exchange row)
    {
        Exchange copy = default;
        var from = MemoryMarshal.Cast<Exchange, ulong>(new ReadOnlySpan<Exchange>(in row));
        var to = MemoryMarshal.Cast<Exchange, ulong>(new Span<Exchange>(ref copy));
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = Volatile.Read(in from[i]);
        }

        return copy;
    }
}
