// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;
using KongMonitor.Core.Tls;

namespace KongMonitor.Core.Doctor;

/// <summary>A connection as the survey saw it, its client and server known.</summary>
/// <param name="Leg">Which end is the gateway's.</param>
/// <param name="ServerPort">Host order.</param>
public sealed record ConnectionFacts(Leg Leg, int ServerPort)
{
    /// <summary>How many connections with these very ends; more than one where ports are used again at once.</summary>
    public ulong Count { get; init; } = 1;

    /// <summary>The interfaces by which the client's packets pass; empty if none was seen.</summary>
    public ImmutableArray<string> RequestInterfaces { get; init; } = [];

    /// <summary>The interfaces by which the server's packets pass; empty if none was seen.</summary>
    public ImmutableArray<string> ResponseInterfaces { get; init; } = [];

    /// <summary>Payload of the client.</summary>
    public ulong RequestBytes { get; init; }

    /// <summary>Payload of the server.</summary>
    public ulong ResponseBytes { get; init; }

    /// <summary>HTTP/1 was seen.</summary>
    public bool IsHttp1 { get; init; }

    /// <summary>Another protocol was seen.</summary>
    public NotHttp? Foreign { get; init; }

    /// <summary>The server refused it: a RST to its SYN.</summary>
    public bool IsRefused { get; init; }

    /// <summary>A SYN got no answer for longer than a way to the server and back may take.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>What a TLS client said.</summary>
    public ClientHello? Hello { get; init; }
}
