// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace KongMonitor.ReplayTests.Support;

/// <summary>What a capture puts before the IP header (https://www.tcpdump.org/linktypes.html).</summary>
static class Link
{
    public const int BsdLoopback = 0;
    public const int Ethernet = 1;
    public const int EthernetVlan = -1; // Ethernet, with a tag in each frame
    public const int RawIp = 101;
    public const int OpenBsdLoopback = 108;
    public const int Cooked = 113;
    public const int Ipv4 = 228;
    public const int Ipv6 = 229;
    public const int Cooked2 = 276;
    const ushort VlanTag = 0x8100;

    /// <summary>The number that the file has for it.</summary>
    public static int Number(int link) => Math.Abs(link);

    public static byte[] Frame(int link, Packet packet)
    {
        var protocol = packet.IsIpv6 ? (ushort)0x86dd : (ushort)0x0800;
        return [.. Header(link, packet.IsIpv6, protocol), .. packet.Ip];
    }

    static byte[] Header(int link, bool ipv6, ushort protocol)
    {
        switch (link)
        {
            case BsdLoopback:
                return [ipv6 ? (byte)10 : (byte)2, 0, 0, 0];
            case OpenBsdLoopback:
                return [0, 0, 0, ipv6 ? (byte)24 : (byte)2];
            case Ethernet:
                return Ending(14, 12, protocol);
            case EthernetVlan:
                var tagged = Ending(18, 16, protocol);
                BinaryPrimitives.WriteUInt16BigEndian(tagged.AsSpan(12), VlanTag);
                return tagged;
            case Cooked:
                return Ending(16, 14, protocol);
            case Cooked2:
                return Ending(20, 0, protocol);
            default:
                return [];
        }
    }

    static byte[] Ending(int length, int protocolAt, ushort protocol)
    {
        var header = new byte[length];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(protocolAt), protocol);
        return header;
    }
}
