// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace KongMonitor.Capture;

/// <summary>Finds the IP header behind whatever the capture has before it.</summary>
static class LinkHeader
{
    const int EthernetLength = 14;
    const int EthernetProtocol = 12;
    const int TagLength = 4;
    const int MostTags = 2;
    const int CookedLength = 16;
    const int Cooked2Length = 20;
    const int FamilyLength = 4;
    const ushort Ip4 = 0x0800;
    const ushort Ip6 = 0x86dd;
    const ushort Vlan = 0x8100;
    const ushort ServiceVlan = 0x88a8;

    public static bool IsKnown(LinkType link) => Enum.IsDefined(link);

    /// <summary>The offset of the IP header; -1 if the packet is not IP.</summary>
    public static int FindIp(LinkType link, ReadOnlySpan<byte> packet)
    {
        var offset = link switch
        {
            LinkType.Ethernet => BehindProtocol(packet, EthernetProtocol, EthernetLength),
            LinkType.LinuxCooked => BehindProtocol(packet, CookedLength - 2, CookedLength),
            LinkType.LinuxCooked2 => BehindProtocol(packet, 0, Cooked2Length),
            LinkType.Null or LinkType.Loop => FamilyLength,
            _ => 0,
        };
        return offset >= 0 && offset < packet.Length && packet[offset] >> 4 is 4 or 6 ? offset : -1;
    }

    /// <summary>The Ethernet protocol number of the packet at an offset that <see cref="FindIp"/> found.</summary>
    public static ushort Protocol(ReadOnlySpan<byte> ip) => ip[0] >> 4 == 4 ? Ip4 : Ip6;

    static int BehindProtocol(ReadOnlySpan<byte> packet, int protocolAt, int length)
    {
        for (var tags = 0; ; tags++)
        {
            if (packet.Length < length)
            {
                return -1;
            }

            switch (BinaryPrimitives.ReadUInt16BigEndian(packet[protocolAt..]))
            {
                case Ip4 or Ip6:
                    return length;
                case Vlan or ServiceVlan when tags < MostTags && packet.Length >= length + TagLength:
                    protocolAt = length + 2;
                    length += TagLength;
                    break;
                default:
                    return -1;
            }
        }
    }
}
