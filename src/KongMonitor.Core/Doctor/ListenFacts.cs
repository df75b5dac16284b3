// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Doctor;

/// <summary>Who listens, and where the gateway is expected to.</summary>
/// <param name="Listening">The TCP ports that somebody listens on, ascending.</param>
/// <param name="Ports">The gateway's ports, as ranges without a gap between two ports.</param>
/// <param name="ArePortsGiven">Whether the user named them.</param>
public sealed record ListenFacts(ImmutableArray<int> Listening, ImmutableArray<(int First, int Last)> Ports, bool ArePortsGiven);
