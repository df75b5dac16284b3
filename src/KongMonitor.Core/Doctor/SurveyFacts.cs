// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Doctor;

/// <summary>What really passed while the survey looked.</summary>
public sealed record SurveyFacts
{
    /// <summary>How long.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The watched ones first.</summary>
    public required ImmutableArray<InterfaceTraffic> Interfaces { get; init; }

    /// <summary>Those with an end here.</summary>
    public required ImmutableArray<ConnectionFacts> Connections { get; init; }

    /// <summary>Packets of connections that had no room.</summary>
    public ulong PacketsLost { get; init; }

    /// <summary>Pieces of ClientHellos that had no room.</summary>
    public ulong HellosLost { get; init; }

    /// <summary>Whether it counts the gateway's own exchanges.</summary>
    public bool IsUpstreamWatched { get; init; } = true;

    /// <summary>Whether it counts requests to every port: then a port of another protocol is nobody's mistake.</summary>
    public bool AreAllPortsWatched { get; init; }

    /// <summary>Whether a monitor with the same options counts requests to a port.</summary>
    public required Func<int, bool> IsPortWatched { get; init; }
}
