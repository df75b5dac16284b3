// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>Client and server of a connection, in network byte order.</summary>
readonly ref struct ConnectionEnds
{
    /// <summary>4 or 16 bytes.</summary>
    public required ReadOnlySpan<byte> Client { get; init; }

    public required ushort ClientPort { get; init; }

    /// <summary>As many bytes.</summary>
    public required ReadOnlySpan<byte> Server { get; init; }

    public required ushort ServerPort { get; init; }

    public static ConnectionEnds Of(in Exchange exchange)
    {
        ref readonly var flow = ref exchange.Flow;
        var family = (AddressFamily)flow.Family;
        var low = AddressText.Used(flow.LowAddress, family);
        var high = AddressText.Used(flow.HighAddress, family);
        return exchange.ClientIsHigh != 0
            ? new() { Client = high, ClientPort = flow.HighPort, Server = low, ServerPort = flow.LowPort }
            : new() { Client = low, ClientPort = flow.LowPort, Server = high, ServerPort = flow.HighPort };
    }

    public static ConnectionEnds Of(in ConnKey key) => new()
    {
        Client = MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in key.SourceIp)),
        ClientPort = key.SourcePort,
        Server = MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in key.DestinationIp)),
        ServerPort = key.DestinationPort,
    };

    public static ConnectionEnds Of(in ConnKey6 key) => new()
    {
        Client = key.SourceIp,
        ClientPort = key.SourcePort,
        Server = key.DestinationIp,
        ServerPort = key.DestinationPort,
    };
}
