// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>One leg of one container; index 0 is what belongs to no container.</summary>
public sealed record ContainerRow(uint Index, Leg Leg, TrafficCounts Counts, DateTimeOffset? LastActivity);
