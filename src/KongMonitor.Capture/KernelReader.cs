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
    /// <summary>Nanoseconds. A packet's time is that of its begin: so much later, it has counted in every row.</summary>
    public const ulong Settling = 10_000_000;
    readonly KernelReading reading = new();
    readonly DateTimeOffset since;
    readonly bool resumed;
    readonly MapReader<EndpointKey, EndpointStats> endpoints;
    readonly MapReader<EndpointKey, EndpointStats> folded;
    readonly MapReader<OtherKey, EndpointStats> others;
    readonly RecentReader<ConnKey> connections;
    readonly RecentReader<ConnKey6> connections6;
    readonly ConnectionsInFlight<ConnKey> begun;
    readonly ConnectionsInFlight<ConnKey6> begun6;
    readonly InFlightReader inFlight;
    readonly MapReader<NotHttpPort, ulong> notHttpPorts;
    readonly int mostConnections;
    readonly BpfMap<uint, ContainerStats> containers;
    readonly BpfMap<uint, Container> cgroups;
    readonly BpfMapEntries<uint, Container> cgroupRows;
    readonly BpfMap<uint, ulong> losses;
    readonly BpfMap<uint, ulong> notHttp;
    readonly BpfMap<uint, ulong> counters;

    /// <param name="bpf">The loaded object.</param>
    /// <param name="since">Wall time of the first count.</param>
    /// <param name="resumed">Whether the counts are an earlier run's.</param>
    /// <param name="mostConnections">Of each leg.</param>
    /// <param name="isReadOnly">Whether the maps were opened for reading alone.</param>
    public KernelReader(
        BpfObject bpf, DateTimeOffset since, bool resumed = false, int mostConnections = int.MaxValue, bool isReadOnly = false)
    {
        this.since = since;
        this.resumed = resumed;
        this.mostConnections = mostConnections;
        endpoints = new(bpf, MapNames.EndpointMap, reading.Endpoints);
        folded = new(bpf, MapNames.FoldedMap, reading.Folded);
        others = new(bpf, MapNames.OtherMap, reading.Others);
        connections = new(bpf, MapNames.ConnMap, reading.Connections, reading.ConnectionsLeftOut);
        connections6 = new(bpf, MapNames.ConnMap6, reading.Connections6, reading.ConnectionsLeftOut);
        begun = new(connections.Map, reading.Connections, reading.Begun, reading.ConnectionsLeftOut);
        begun6 = new(connections6.Map, reading.Connections6, reading.Begun6, reading.ConnectionsLeftOut);
        inFlight = new(bpf, isReadOnly);
        notHttpPorts = new(bpf, MapNames.NotHttpPortMap, reading.NotHttpPorts);
        containers = bpf.FindMap<uint, ContainerStats>(MapNames.ContainerStatsMap);
        cgroups = bpf.FindMap<uint, Container>(MapNames.ContainerIndex);
        cgroupRows = new((int)cgroups.Untyped.MaxEntries);
        losses = bpf.FindMap<uint, ulong>(MapNames.LossMap);
        notHttp = bpf.FindMap<uint, ulong>(MapNames.NotHttpMap);
        counters = bpf.FindMap<uint, ulong>(MapNames.CounterMap);
    }

    /// <summary>Reads all.</summary>
    /// <param name="allConnections">Whether every connection is wanted, since a filter looks for some of them.</param>
    public KernelReading Read(bool allConnections = false)
    {
        var most = allConnections ? int.MaxValue : mostConnections;
        var start = Stopwatch.GetTimestamp();
        reading.NewestOrder = counters.Lookup((uint)Counter.EndpointOrders);
        endpoints.Read();
        folded.Read();
        others.Read();
        Array.Clear(reading.ConnectionsLeftOut);
        connections.Read(counters.Lookup((uint)Counter.ConnectionRows), most);
        connections6.Read(counters.Lookup((uint)Counter.ConnectionRows6), most);
        var before = KernelClock.Now() - Settling;
        inFlight.Read(reading.InFlight);
        AddInFlight(before);
        notHttpPorts.Read();
        ReadContainers();
        ReadArray(losses, reading.Losses);
        ReadArray(notHttp, reading.NotHttp);
        ReadArray(counters, reading.Counters);
        reading.Counters[(int)Counter.ConnectionRows] = connections.Created;
        reading.Counters[(int)Counter.ConnectionRows6] = connections6.Created;
        (reading.Time, reading.Monotonic) = KernelClock.Sample();
        reading.ReadTime = Stopwatch.GetElapsedTime(start);
        reading.Since = since;
        reading.IsResumed = resumed;
        return reading;
    }

    void AddInFlight(ulong before)
    {
        var rows = reading.InFlight;
        var (wasFull, wasFull6) = (connections.WasFull, connections6.WasFull);
        for (var i = 0; i < rows.Count; i++)
        {
            ref readonly var row = ref rows.Values[i];
            if (row.State != (uint)ExchangeState.InFlight)
            {
                continue;
            }

            if (row.Flow.Family == (uint)AddressFamily.Ipv4)
            {
                begun.Add(ConnKey.Of(in row), in row, wasFull);
            }
            else
            {
                begun6.Add(ConnKey6.Of(in row), in row, wasFull6);
            }
        }

        begun.Apply(before);
        begun6.Apply(before);
    }

    /// <summary>Reads whose the containers' indexes are, and nothing else.</summary>
    public KernelReading ReadCgroups()
    {
        cgroups.ReadAll(cgroupRows);
        for (var index = 0; index < cgroupRows.Count; index++)
        {
            reading.ContainerCgroups[index] = cgroupRows.Values[index].Cgroup;
        }

        return reading;
    }

    // Indexes are given in order, so the rest of both maps is empty. Read last: a container that is new since then has no rows yet.
    void ReadContainers()
    {
        ReadCgroups();
        reading.Containers.Clear();
        for (uint index = 0; index < cgroupRows.Count; index++)
        {
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
