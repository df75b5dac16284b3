// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>The exchanges of one leg of one container, as far as the view shows them.</summary>
public sealed record ContainerTrafficRow(Leg Leg, uint Index, ContainerIdentity? Identity, TrafficCounts Counts, LatencySummary Latency);
