// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Reads the maps into one <see cref="KernelReading"/> that is used again each time. Rows first, then what is in flight, then
/// the totals: an exchange that ends meanwhile is in the totals at least, never in rows alone.
/// </summary>
sealed class KernelReader
{
    readonly KernelReading reading = new();
    readonly DateTimeOffset since;
    readonly bool resumed;
    readonly MapReader<EndpointKey, EndpointStats> endpoints;
    readonly MapReader<EndpointKey, EndpointStats> folded;
    readonly MapReader<OtherKey, EndpointStats> others;
    readonly RecentReader<ConnKey> connections;
    readonly RecentReader<ConnKey6> connections6;
    readonly MapReader<InflightKey, Exchange> inFlight;
    readonly MapReader<NotHttpPort, ulong> notHttpPorts;
    readonly BpfMap<uint, ContainerStats> containers;
    readonly BpfMap<uint, Container> cgroups;
    readonly BpfMapEntries<uint, Container> cgroupRows;
    readonly BpfMap<uint, ulong> losses;
    readonly BpfMap<uint, ulong> notHttp;
    readonly BpfMap<uint, ulong> counters;
    ulong created;
    ulong created6;
    ulong evicted;
    ulong evicted6;

    /// <param name="bpf">The loaded object.</param>
    /// <param name="since">Wall time of the first count.</param>
    /// <param name="resumed">Whether the counts are an earlier run's.</param>
    /// <param name="mostConnections">Of each leg.</param>
    public KernelReader(BpfObject bpf, DateTimeOffset since, bool resumed = false, int mostConnections = int.MaxValue)
    {
        this.since = since;
        this.resumed = resumed;
        endpoints = new(bpf, MapNames.EndpointMap, reading.Endpoints);
        folded = new(bpf, MapNames.FoldedMap, reading.Folded);
        others = new(bpf, MapNames.OtherMap, reading.Others);
        connections = new(bpf, MapNames.ConnMap, reading.Connections, mostConnections, reading.ConnectionsLeftOut);
        connections6 = new(bpf, MapNames.ConnMap6, reading.Connections6, mostConnections, reading.ConnectionsLeftOut);
        inFlight = new(bpf, MapNames.InflightMap, reading.InFlight);
        notHttpPorts = new(bpf, MapNames.NotHttpPortMap, reading.NotHttpPorts);
        containers = bpf.FindMap<uint, ContainerStats>(MapNames.ContainerStatsMap);
        cgroups = bpf.FindMap<uint, Container>(MapNames.ContainerIndex);
        cgroupRows = new((int)cgroups.Untyped.MaxEntries);
        losses = bpf.FindMap<uint, ulong>(MapNames.LossMap);
        notHttp = bpf.FindMap<uint, ulong>(MapNames.NotHttpMap);
        counters = bpf.FindMap<uint, ulong>(MapNames.CounterMap);
    }

    public KernelReading Read()
    {
        var start = Stopwatch.GetTimestamp();
        reading.NewestOrder = counters.Lookup((uint)Counter.EndpointOrders);
        endpoints.Read();
        folded.Read();
        others.Read();
        ReadConnections();
        inFlight.Read();
        notHttpPorts.Read();
        ReadContainers();
        ReadArray(losses, reading.Losses);
        ReadArray(notHttp, reading.NotHttp);
        ReadArray(counters, reading.Counters);
        KeepEvicted(Counter.ConnectionRows, created, reading.Connections.Count + reading.Connections.LeftOut, ref evicted);
        KeepEvicted(Counter.ConnectionRows6, created6, reading.Connections6.Count + reading.Connections6.LeftOut, ref evicted6);
        (reading.Time, reading.Monotonic) = KernelClock.Sample();
        reading.ReadTime = Stopwatch.GetElapsedTime(start);
        reading.Since = since;
        reading.IsResumed = resumed;
        return reading;
    }

    void ReadConnections()
    {
        created = counters.Lookup((uint)Counter.ConnectionRows);
        created6 = counters.Lookup((uint)Counter.ConnectionRows6);
        Array.Clear(reading.ConnectionsLeftOut);
        connections.Read();
        connections6.Read();
    }

    // What was created beside the reading is not evicted, and what was evicted stays so: the difference must never fall.
    void KeepEvicted(Counter counter, ulong before, int present, ref ulong known)
    {
        known = Math.Max(known, before - Math.Min(before, (ulong)present));
        reading.Counters[(int)counter] = (ulong)present + known;
    }

    // Indexes are given in order, so the rest of both maps is empty. Read last: a container that is new since then has no rows yet.
    void ReadContainers()
    {
        cgroups.ReadAll(cgroupRows);
        reading.Containers.Clear();
        for (uint index = 0; index < cgroupRows.Count; index++)
        {
            reading.ContainerCgroups[index] = cgroupRows.Values[(int)index].Cgroup;
            if (index > 0 && reading.ContainerCgroups[index] == 0)
            {
                return;
            }

            var stats = containers.Lookup(index, BpfLookupOptions.Lock);
            if (index == 0 || HasCount(in stats.Downstream) || HasCount(in stats.Upstream))
            {
                reading.Containers.Add(index, stats);
            }
        }
    }

    static bool HasCount(in LegStats leg) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in leg, 1)).IndexOfAnyExcept((byte)0) >= 0;

    static void ReadArray(BpfMap<uint, ulong> map, ulong[] values)
    {
        for (uint i = 0; i < values.Length; i++)
        {
            values[i] = map.Lookup(i);
        }
    }
}
