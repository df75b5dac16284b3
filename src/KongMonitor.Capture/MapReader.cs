// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Reads one map into rows. There is room for the whole map from the start: what no row was ever written to costs address
/// space alone, while arrays that grow leave their outgrown copies in memory.
/// </summary>
sealed class MapReader<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    readonly BpfMap<TKey, TValue> map;
    readonly BpfMapEntries<TKey, TValue> entries;

    public MapReader(BpfObject bpf, string name, MapRows<TKey, TValue> rows)
    {
        map = bpf.FindMap<TKey, TValue>(name);

        // One more than there can be, so that a full map is read without asking for more room.
        var capacity = (int)map.Untyped.MaxEntries + 1;
        Rows = rows;
        Rows.Reserve(capacity);
        Rows.Limit = capacity - 1;
        entries = new(Rows.Keys, Rows.Values);
    }

    public MapRows<TKey, TValue> Rows { get; }

    public void Read() => Rows.SetCount(map.ReadAll(entries));
}
