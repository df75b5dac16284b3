// SPDX-License-Identifier: MIT
using KongMonitor.Core.Metrics;

namespace KongMonitor.Capture;

/// <summary>What to capture and how. The defaults are those of the command line.</summary>
public sealed record CaptureOptions
{
    /// <summary>Names of the interfaces; none: that of the default route.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>Ports of the gateway, on which clients come in.</summary>
    public PortSet Ports { get; init; } = PortSet.KongDefaults();

    /// <summary>Look at connections to every port.</summary>
    public bool AllPorts { get; init; }

    /// <summary>Follow the exchanges that the gateway starts.</summary>
    public bool Upstream { get; init; } = true;

    /// <summary>Keep the query in paths.</summary>
    public bool IncludeQuery { get; init; }

    /// <summary>Where incoming packets are read.</summary>
    public IngressHook Ingress { get; init; } = IngressHook.Xdp;

    /// <summary>Where XDP runs.</summary>
    public XdpMode XdpMode { get; init; } = XdpMode.Auto;

    /// <summary>Rows of conn_map and of conn_map6.</summary>
    public uint ConnectionMapSize { get; init; } = 10_000;

    /// <summary>The most connections of each leg that a reading has, the most recent ones.</summary>
    public int Connections { get; init; } = int.MaxValue;

    /// <summary>Bytes of traffic_events; the kernel takes the next power of two of pages.</summary>
    public uint RingSize { get; init; } = 256 * 1024;

    /// <summary>Whether events are wanted at all.</summary>
    public bool Events { get; init; } = true;

    /// <summary>A directory on a bpffs for what outlives the process; null: wherever one is mounted.</summary>
    public string? BpfFileSystem { get; init; }

    /// <summary>Whether programs and counts are to outlive the process.</summary>
    public Pinning Pinning { get; init; }

    /// <summary>Which rows keep their names when endpoint_map makes room.</summary>
    public SeriesOptions Series { get; init; } = new();

    /// <summary>After how long without one response byte a request is unanswered.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);
}
