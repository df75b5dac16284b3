// SPDX-License-Identifier: MIT
using System.Net;

namespace KongMonitor.Capture;

/// <summary>What to look at in a capture file. The defaults are those of the command line.</summary>
public sealed record ReplayOptions
{
    /// <summary>Addresses of the gateway; none: who was sent the SYN, or has one of the ports.</summary>
    public IReadOnlyList<IPAddress> Gateways { get; init; } = [];

    /// <summary>Ports of the gateway, on which clients come in; null: all.</summary>
    public PortSet? Ports { get; init; }

    /// <summary>Follow the exchanges that the gateway starts.</summary>
    public bool Upstream { get; init; } = true;

    /// <summary>Keep the query in paths.</summary>
    public bool IncludeQuery { get; init; }

    /// <summary>Whether events are wanted.</summary>
    public bool Events { get; init; } = true;

    /// <summary>Rows of conn_map and of conn_map6.</summary>
    public uint ConnectionMapSize { get; init; } = 10_000;

    /// <summary>After how long without one response byte a request is unanswered, by the capture's clock.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);
}
