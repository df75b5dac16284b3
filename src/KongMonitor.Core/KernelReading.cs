// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core.Doctor;

namespace KongMonitor.Core;

/// <summary>
/// Everything that was read from the kernel's maps at one moment, as it stands
/// there. Filled by the capture, used again for every reading.
/// </summary>
public sealed class KernelReading
{
    /// <summary>How many rows container_stats_map has: indexes are below it.</summary>
    public const int ContainerLimit = AbiConstants.Containers;

    /// <summary>Wall time of the reading.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>Wall time of the first count.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Whether an earlier run began the counts.</summary>
    public bool IsResumed { get; set; }

    /// <summary>Whether the counts are a capture's, in which nobody can look again.</summary>
    public bool IsReplay { get; set; }

    /// <summary>How long the reading took.</summary>
    public TimeSpan ReadTime { get; set; }

    /// <summary>Who listens; null where that is of no interest, since there are connections.</summary>
    public ListenFacts? Listen { get; set; }

    /// <summary>CLOCK_MONOTONIC nanoseconds at <see cref="Time"/>; turns the kernel's times into wall time.</summary>
    public ulong Monotonic { get; set; }

    /// <summary>container_stats_map; rows without any count may be left out.</summary>
    public MapRows<uint, ContainerStats> Containers { get; } = new();

    /// <summary>The cgroup id of each index of <see cref="Containers"/>; 0 where there is none.</summary>
    public ulong[] ContainerCgroups { get; } = new ulong[ContainerLimit];

    /// <summary>Who that is, where it is known.</summary>
    public ContainerIdentity?[] ContainerIdentities { get; } = new ContainerIdentity?[ContainerLimit];

    /// <summary>endpoint_map.</summary>
    public MapRows<EndpointKey, EndpointStats> Endpoints { get; } = new();

    /// <summary>folded_map.</summary>
    public MapRows<EndpointKey, EndpointStats> Folded { get; } = new();

    /// <summary>other_map.</summary>
    public MapRows<OtherKey, EndpointStats> Others { get; } = new();

    /// <summary>By leg: rows of conn_map and conn_map6 that were active earlier than those which were kept.</summary>
    public int[] ConnectionsLeftOut { get; } = new int[(int)Leg.Count];

    /// <summary>conn_map; of each leg the rows that were active last, as many as were asked for.</summary>
    public MapRows<ConnKey, ConnStats> Connections { get; } = new();

    /// <summary>conn_map6, alike.</summary>
    public MapRows<ConnKey6, ConnStats> Connections6 { get; } = new();

    /// <summary>Connections of requests in flight that have no row in conn_map yet.</summary>
    public MapRows<ConnKey, ConnStats> Begun { get; } = new();

    /// <summary>Those that have none in conn_map6.</summary>
    public MapRows<ConnKey6, ConnStats> Begun6 { get; } = new();

    /// <summary>inflight_map.</summary>
    public MapRows<InflightKey, Exchange> InFlight { get; } = new();

    /// <summary>loss_map, by <see cref="Loss"/>.</summary>
    public ulong[] Losses { get; } = new ulong[(int)Loss.Count];

    /// <summary>not_http_map, at leg * <see cref="NotHttp.Count"/> + kind.</summary>
    public ulong[] NotHttp { get; } = new ulong[(int)Leg.Count * (int)Abi.NotHttp.Count];

    /// <summary>not_http_port_map.</summary>
    public MapRows<NotHttpPort, ulong> NotHttpPorts { get; } = new();

    /// <summary>
    /// The order of the newest row of <see cref="Endpoints"/> when the reading began. It may lack rows that came since, and
    /// none with this order or a lower one, but what a program was just about to insert.
    /// </summary>
    public ulong NewestOrder { get; set; } = ulong.MaxValue;

    /// <summary>counter_map, by <see cref="Counter"/>.</summary>
    public ulong[] Counters { get; } = new ulong[(int)Counter.Count];
}
