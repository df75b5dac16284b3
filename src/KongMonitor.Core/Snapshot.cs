// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Core.Doctor;
using KongMonitor.Core.Metrics;

namespace KongMonitor.Core;

/// <summary>
/// All that is known at one moment: the one source of every output. Text from the
/// network is in the safe form of <see cref="WireText"/> already.
/// </summary>
public sealed record Snapshot
{
    /// <summary>Wall time of the reading.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Wall time of the first count.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether an earlier run began the counts, which this one took over.</summary>
    public bool IsResumed { get; init; }

    /// <summary>The downstream leg of container 0 always, further rows where there was traffic; downstream first, then by index.</summary>
    public required ImmutableArray<ContainerRow> Containers { get; init; }

    /// <summary>Downstream, then upstream; always both.</summary>
    public required ImmutableArray<LegRow> Legs { get; init; }

    /// <summary>By leg, the most requests first.</summary>
    public required ImmutableArray<TrafficRow> Methods { get; init; }

    /// <summary>By leg, the most requests first.</summary>
    public required ImmutableArray<TrafficRow> Domains { get; init; }

    /// <summary>By leg, the most requests first; each with its domain.</summary>
    public required ImmutableArray<TrafficRow> Paths { get; init; }

    /// <summary>By leg, then status.</summary>
    public required ImmutableArray<StatusRow> Statuses { get; init; }

    /// <summary>By leg, the most requests first.</summary>
    public required ImmutableArray<ContainerTrafficRow> ContainerTraffic { get; init; }

    /// <summary>How many rows those tables have in all.</summary>
    public required TablesPresent Present { get; init; }

    /// <summary>What the tables show, if not everything.</summary>
    public required SnapshotView View { get; init; }

    /// <summary>By leg, the most recently active first, as many of each leg as were asked for.</summary>
    public required ImmutableArray<ConnectionRow> Connections { get; init; }

    /// <summary>How many connection rows the kernel holds, by leg.</summary>
    public required ImmutableArray<int> ConnectionsPresent { get; init; }

    /// <summary>How many of them the filter means, by leg.</summary>
    public required ImmutableArray<int> ConnectionsMatched { get; init; }

    /// <summary>How many of them may be meant or not, since they do not tell; they are not among those that are shown.</summary>
    public required ImmutableArray<int> ConnectionsUnsure { get; init; }

    /// <summary>How many connection rows gave way to newer ones.</summary>
    public required ulong ConnectionsEvicted { get; init; }

    /// <summary>How many rows of paths made room so far: what they counted came over to the row of their group, or to those without names.</summary>
    public required ulong EndpointsFolded { get; init; }

    /// <summary>Only kinds that were seen.</summary>
    public required ImmutableArray<NotHttpRow> NotHttp { get; init; }

    /// <summary>Only losses that happened: empty in a healthy run.</summary>
    public required ImmutableArray<LossRow> Losses { get; init; }

    /// <summary>The exchanges that ended as series of metrics, if they were asked for.</summary>
    public ImmutableArray<ExchangeSeries> Series { get; init; } = [];

    /// <summary>How full the kernel's maps are.</summary>
    public ImmutableArray<MapFill> Maps { get; init; } = [];

    /// <summary>How long the reading of the maps took.</summary>
    public TimeSpan ReadTime { get; init; }

    /// <summary>What the process counts of itself.</summary>
    public MonitorCounts Own { get; init; } = new();

    /// <summary>Why data may be missing: empty in a healthy run.</summary>
    public ImmutableArray<Finding> Warnings { get; init; } = [];
}
