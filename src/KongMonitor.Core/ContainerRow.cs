// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>One leg of one container; index 0 is what belongs to no container.</summary>
public sealed record ContainerRow(uint Index, Leg Leg, TrafficCounts Counts, DateTimeOffset? LastActivity)
{
    /// <summary>The id of its cgroup on cgroup v2; 0 when there is none.</summary>
    public ulong Cgroup { get; init; }

    /// <summary>Requests without a whole response yet.</summary>
    public ulong InFlight { get; init; }

    /// <summary>What the metrics call it; null for index 0, and where the snapshot has no series.</summary>
    public string? Label { get; init; }

    /// <summary>Who that is; null when only the number is known.</summary>
    public ContainerIdentity? Identity { get; init; }
}
