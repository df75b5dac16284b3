// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core.Filters;

/// <summary>What a filter looks at. Names are as they came from the network.</summary>
readonly ref struct FilterSubject
{
    public required Leg Leg { get; init; }

    public required uint Container { get; init; }

    public required KnownContainers Containers { get; init; }

    public required byte Method { get; init; }

    /// <summary>A method without a name, where it is known.</summary>
    public ReadOnlySpan<byte> Token { get; init; }

    public ReadOnlySpan<byte> Domain { get; init; }

    public ReadOnlySpan<byte> Path { get; init; }

    /// <summary>Domain and path are not known.</summary>
    public bool HasNoNames { get; init; }

    /// <summary>The path stands for those of which it is the group.</summary>
    public bool IsGroup { get; init; }

    /// <summary>4 or 16 bytes.</summary>
    public ReadOnlySpan<byte> Client { get; init; }

    public ReadOnlySpan<byte> Server { get; init; }

    /// <summary>The response's; 0: there is none.</summary>
    public ushort Status { get; init; }

    /// <summary>Nanoseconds.</summary>
    public ulong Ttfb { get; init; }

    /// <summary>Nanoseconds.</summary>
    public ulong Total { get; init; }

    /// <summary>Bits of <see cref="Filters.Outcome"/>.</summary>
    public uint Outcome { get; init; }

    /// <summary>Bits: why there may be no response; 0: there is one, or none yet.</summary>
    public uint Reasons { get; init; }

    /// <summary>A request in flight, of a capture.</summary>
    public static FilterSubject Of(in Exchange exchange)
    {
        var ends = ConnectionEnds.Of(exchange);
        return new()
        {
            Leg = (Leg)exchange.Leg,
            Container = exchange.Container,
            Containers = KnownContainers.None,
            Method = exchange.Head.Method,
            Token = WireText.Trim(exchange.Head.MethodToken),
            Domain = WireText.Trim(exchange.Head.Domain),
            Path = WireText.Trim(exchange.Head.Path),
            Client = ends.Client,
            Server = ends.Server,
            Outcome = Filters.Outcome.InFlight,
        };
    }

    public static FilterSubject Of(in TrafficEvent traffic, KnownContainers containers)
    {
        var source = AddressText.Used(traffic.Source, traffic.TypedFamily);
        var destination = AddressText.Used(traffic.Destination, traffic.TypedFamily);
        var isRequest = traffic.TypedType == EventType.Request;
        return new()
        {
            Leg = traffic.TypedLeg,
            Container = traffic.Container,
            Containers = containers,
            Method = traffic.Method,
            Token = WireText.Trim(traffic.MethodToken),
            Domain = WireText.Trim(traffic.Domain),
            Path = WireText.Trim(traffic.Path),
            HasNoNames = traffic.TypedMethod == HttpMethod.Unknown,

            // The sender of the last message is the server.
            Client = isRequest ? source : destination,
            Server = isRequest ? destination : source,
            Status = traffic.TypedType == EventType.Desynced ? (ushort)0 : traffic.Status,
            Ttfb = traffic.Ttfb,
            Total = traffic.Total,
            Outcome = Filters.Outcome.Of(traffic),
            Reasons = Filters.Outcome.ReasonsOf(traffic),
        };
    }
}
