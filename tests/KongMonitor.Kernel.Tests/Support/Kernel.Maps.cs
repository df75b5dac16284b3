// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Capture;
using LibBpf;

namespace KongMonitor.KernelTests;

public sealed partial class Kernel
{
    // What a test run sends comes from a socket of this process, whose cgroup gets an index unless it is the root.
    const uint OwnContainer = 1;
    BpfMap<uint, ContainerStats> containers;
    BpfMap<EndpointKey, EndpointStats> endpoints;
    BpfMap<EndpointKey, EndpointStats> folded;
    BpfMap<OtherKey, EndpointStats> others;
    BpfMap<ConnKey, ConnStats> connections;
    BpfMap<ConnKey6, ConnStats> connections6;
    BpfMap<uint, Exchange> inFlight;
    InFlightReader inFlightReader;
    BpfMap<uint, ulong> losses;
    BpfMap<uint, ulong> notHttp;
    BpfMap<NotHttpPort, ulong> notHttpPorts;
    BpfMap<uint, ulong> counters;

    /// <summary>The totals of a leg, whatever container they are counted under.</summary>
    public LegCounts Leg(Leg leg)
    {
        var sum = default(LegStats);
        var sums = MemoryMarshal.Cast<LegStats, ulong>(new Span<LegStats>(ref sum));
        for (uint container = 0; container <= OwnContainer; container++)
        {
            var row = containers.Lookup(container, BpfLookupOptions.Lock);
            var counts = MemoryMarshal.Cast<LegStats, ulong>(new ReadOnlySpan<LegStats>(in row.Of(leg)));
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += counts[i];
            }
        }

        return LegCounts.From(in sum);
    }

    public long Loss(Loss reason) => (long)losses.Lookup((uint)reason);

    public long Counter(Counter fact) => (long)counters.Lookup((uint)fact);

    /// <summary>As if the kernel had counted so far.</summary>
    public void SetCounter(Counter fact, ulong value) => counters.Update((uint)fact, value);

    public long NotHttp(Leg leg, NotHttp kind) => (long)notHttp.Lookup((uint)leg * (uint)Abi.NotHttp.Count + (uint)kind);

    /// <summary>The rows of not_http_port_map.</summary>
    public IReadOnlyList<(int Port, NotHttp Kind, Leg Leg, long Flows)> NotHttpPorts() =>
        [.. ReadAll(notHttpPorts).Select(row => ((int)row.Key.Port, (NotHttp)row.Key.Kind, (Leg)row.Key.Leg, (long)row.Value)).Order()];

    /// <summary>The rows of endpoint_map, sorted by leg, domain, path, method and status.</summary>
    public IReadOnlyList<EndpointRow> Endpoints() =>
        Sorted(ReadAll(endpoints).Select(entry => EndpointRow.From(entry.Key, entry.Value)));

    /// <summary>The rows of folded_map.</summary>
    public IReadOnlyList<EndpointRow> Folded() =>
        Sorted(ReadAll(folded).Select(entry => EndpointRow.From(entry.Key, entry.Value)));

    /// <summary>The rows of all maps that have exchanges which ended.</summary>
    public IReadOnlyList<EndpointRow> Ended() => [.. Endpoints(), .. Folded(), .. Others()];

    /// <summary>The rows of other_map.</summary>
    public IReadOnlyList<EndpointRow> Others() =>
        Sorted(ReadAll(others).Select(entry => EndpointRow.From(entry.Key, entry.Value)));

    /// <summary>The rows of conn_map and conn_map6.</summary>
    public IReadOnlyList<ConnectionRow> Connections() => Sorted(
        ReadAll(connections).Select(entry => ConnectionRow.From(entry.Key, entry.Value))
            .Concat(ReadAll(connections6).Select(entry => ConnectionRow.From(entry.Key, entry.Value))));

    /// <summary>The rows of inflight_map by flow and index.</summary>
    public IReadOnlyList<(InflightKey Key, Exchange Value)> InFlight() =>
        [.. Waiting().Select(row => (row.Value.Key, row.Value)).OrderBy(entry => entry.Key.FlowId).ThenBy(entry => entry.Key.Index)];

    /// <summary>Makes every request in flight older than it is.</summary>
    public void Age(TimeSpan time)
    {
        var age = (ulong)time.TotalNanoseconds;
        foreach (var (key, value) in Waiting())
        {
            var progress = Math.Max(value.Progress - Math.Min(value.Progress, age), 1); // 0: never used
            inFlight.Update(key, value with { Started = value.Started - age, Progress = progress }, BpfUpdateOptions.MustExist);
        }
    }

    /// <summary>Says of every row of endpoint_map how far it is on its way.</summary>
    public void SetFolding(Folding folding)
    {
        foreach (var (key, value) in ReadAll(endpoints))
        {
            endpoints.Update(key, value with { Folding = (uint)folding }, BpfUpdateOptions.MustExist);
        }
    }

    /// <summary>Removes every row of conn_map and conn_map6, as if newer ones had pushed them out.</summary>
    public void EvictConnections()
    {
        DeleteAll(connections);
        DeleteAll(connections6);
    }

    /// <summary>Back to zero, but for the kernel's own maps of connections: a new connection needs ends of its own.</summary>
    public void Clear()
    {
        for (uint container = 0; container <= OwnContainer; container++)
        {
            containers.Update(container, default);
        }

        DeleteAll(endpoints);
        DeleteAll(folded);
        DeleteAll(others);
        EvictConnections();
        Waiting().ForEach(row => inFlight.Update(row.Place, default));
        DeleteAll(notHttpPorts);
        ZeroAll(losses);
        ZeroAll(notHttp);
        ZeroAll(counters);
        Events();
        WriteEvents(true);
    }

    // The places of inflight_map that some request has.
    List<(uint Place, Exchange Value)> Waiting()
    {
        List<(uint, Exchange)> rows = [];
        inFlightReader.Read((place, row) => rows.Add((place, row)));
        return rows;
    }

    [MemberNotNull(
        nameof(containers), nameof(endpoints), nameof(folded), nameof(others), nameof(connections), nameof(connections6), nameof(inFlight), nameof(inFlightReader),
        nameof(losses), nameof(notHttp), nameof(notHttpPorts), nameof(counters))]
    void OpenMaps()
    {
        containers = bpf.FindMap<uint, ContainerStats>("container_stats_map");
        endpoints = bpf.FindMap<EndpointKey, EndpointStats>("endpoint_map");
        folded = bpf.FindMap<EndpointKey, EndpointStats>("folded_map");
        others = bpf.FindMap<OtherKey, EndpointStats>("other_map");
        connections = bpf.FindMap<ConnKey, ConnStats>("conn_map");
        connections6 = bpf.FindMap<ConnKey6, ConnStats>("conn_map6");
        inFlight = bpf.FindMap<uint, Exchange>("inflight_map");
        inFlightReader = new(bpf);
        losses = bpf.FindMap<uint, ulong>("loss_map");
        notHttp = bpf.FindMap<uint, ulong>("not_http_map");
        notHttpPorts = bpf.FindMap<NotHttpPort, ulong>("not_http_port_map");
        counters = bpf.FindMap<uint, ulong>("counter_map");
    }

    static IReadOnlyList<T> Sorted<T>(IEnumerable<T> rows) => [.. rows.OrderBy(row => row!.ToString(), StringComparer.Ordinal)];

    static (TKey Key, TValue Value)[] ReadAll<TKey, TValue>(BpfMap<TKey, TValue> map)
        where TKey : unmanaged
        where TValue : unmanaged
    {
        var entries = new BpfMapEntries<TKey, TValue>();
        map.ReadAll(entries);
        var rows = new (TKey, TValue)[entries.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (entries.Keys[i], entries.Values[i]);
        }

        return rows;
    }

    static void DeleteAll<TKey, TValue>(BpfMap<TKey, TValue> map)
        where TKey : unmanaged
        where TValue : unmanaged
    {
        foreach (var (key, _) in ReadAll(map))
        {
            map.Delete(key);
        }
    }

    static void ZeroAll(BpfMap<uint, ulong> map)
    {
        for (uint i = 0; i < map.Untyped.MaxEntries; i++)
        {
            map.Update(i, 0);
        }
    }
}
