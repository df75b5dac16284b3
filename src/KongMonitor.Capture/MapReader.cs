// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>Reads one map into rows.</summary>
sealed class MapReader<TKey, TValue>(BpfObject bpf, string name)
    where TKey : unmanaged
    where TValue : unmanaged
{
    readonly BpfMap<TKey, TValue> map = bpf.FindMap<TKey, TValue>(name);
    readonly BpfMapEntries<TKey, TValue> entries = new();

    public void Read(MapRows<TKey, TValue> rows)
    {
        var count = map.ReadAll(entries);
        rows.Clear();
        rows.Reserve(count);
        entries.Keys.CopyTo(rows.Keys);
        entries.Values.CopyTo(rows.Values);
        rows.SetCount(count);
    }
}
