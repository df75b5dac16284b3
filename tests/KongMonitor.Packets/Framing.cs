// SPDX-License-Identifier: MIT
namespace KongMonitor.Packets;

/// <summary>What stands around TCP's payload in a packet.</summary>
public sealed record Framing
{
    /// <summary>Ethernet, IP and TCP without anything optional.</summary>
    public static Framing Plain { get; } = new();

    /// <summary>No Ethernet header.</summary>
    public bool RawIp { get; init; }

    /// <summary>The EtherTypes of VLAN tags, outermost first: 0x8100, 0x88A8.</summary>
    public IReadOnlyList<ushort> VlanTags { get; init; } = [];

    /// <summary>IPv4 options, a multiple of four bytes.</summary>
    public ReadOnlyMemory<byte> Ipv4Options { get; init; }

    /// <summary>IPv4's fragment field: flags and offset.</summary>
    public ushort Fragment { get; init; }

    /// <summary>IPv6 extension headers in order: their type, and their bytes behind next header (length included).</summary>
    public IReadOnlyList<(byte Type, ReadOnlyMemory<byte> Body)> Ipv6Extensions { get; init; } = [];

    /// <summary>TCP options, a multiple of four bytes.</summary>
    public ReadOnlyMemory<byte> TcpOptions { get; init; }

    /// <summary>Write 0 as IP's length, as BIG TCP does.</summary>
    public bool ZeroLength { get; init; }

    /// <summary>Bytes behind the IP packet, as Ethernet pads short frames.</summary>
    public int Padding { get; init; }
}
