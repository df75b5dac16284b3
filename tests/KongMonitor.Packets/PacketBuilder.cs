// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;

namespace KongMonitor.Packets;

/// <summary>Turns segments into packets. Checksums stay zero: nothing looks at them.</summary>
public static class PacketBuilder
{
    public const int EthernetLength = 14;
    const byte Tcp = 6;

    public static byte[] Build(Segment segment, IPEndPoint source, IPEndPoint destination, Framing framing)
    {
        var writer = new PacketWriter();
        if (!framing.RawIp)
        {
            WriteEthernet(writer, framing, source.AddressFamily == AddressFamily.InterNetworkV6);
        }

        var tcpLength = 20 + framing.TcpOptions.Length + segment.Payload.Length;
        if (source.AddressFamily == AddressFamily.InterNetworkV6)
        {
            WriteIpv6(writer, framing, source.Address, destination.Address, tcpLength);
        }
        else
        {
            WriteIpv4(writer, framing, source.Address, destination.Address, tcpLength);
        }

        WriteTcp(writer, segment, (ushort)source.Port, (ushort)destination.Port, framing);
        writer.Bytes(segment.Payload.Span);
        writer.Bytes(new byte[framing.Padding]);
        return writer.ToArray();
    }

    static void WriteEthernet(PacketWriter writer, Framing framing, bool ipv6)
    {
        writer.Bytes([0x02, 0, 0, 0, 0, 2]);
        writer.Bytes([0x02, 0, 0, 0, 0, 1]);
        ushort tag = 100;
        foreach (var type in framing.VlanTags)
        {
            writer.UInt16(type);
            writer.UInt16(tag++);
        }

        writer.UInt16(ipv6 ? (ushort)0x86dd : (ushort)0x0800);
    }

    static void WriteIpv4(PacketWriter writer, Framing framing, IPAddress source, IPAddress destination, int length)
    {
        var header = 20 + framing.Ipv4Options.Length;
        writer.Byte((byte)(0x40 | header / 4));
        writer.Byte(0);
        writer.UInt16(framing.ZeroLength ? (ushort)0 : checked((ushort)(header + length)));
        writer.UInt16(1);
        writer.UInt16(framing.Fragment);
        writer.Byte(64);
        writer.Byte(Tcp);
        writer.UInt16(0);
        writer.Bytes(source.GetAddressBytes());
        writer.Bytes(destination.GetAddressBytes());
        writer.Bytes(framing.Ipv4Options.Span);
    }

    static void WriteIpv6(PacketWriter writer, Framing framing, IPAddress source, IPAddress destination, int length)
    {
        var extensions = framing.Ipv6Extensions;
        writer.UInt32(0x60000000);
        writer.UInt16(framing.ZeroLength ? (ushort)0 : checked((ushort)(length + extensions.Sum(e => 1 + e.Body.Length))));
        writer.Byte(extensions.Count > 0 ? extensions[0].Type : Tcp);
        writer.Byte(64);
        writer.Bytes(source.GetAddressBytes());
        writer.Bytes(destination.GetAddressBytes());
        for (var i = 0; i < extensions.Count; i++)
        {
            writer.Byte(i + 1 < extensions.Count ? extensions[i + 1].Type : Tcp);
            writer.Bytes(extensions[i].Body.Span);
        }
    }

    static void WriteTcp(PacketWriter writer, Segment segment, ushort source, ushort destination, Framing framing)
    {
        writer.UInt16(source);
        writer.UInt16(destination);
        writer.UInt32(segment.Sequence);
        writer.UInt32(segment.Acknowledged);
        writer.Byte((byte)((20 + framing.TcpOptions.Length) / 4 << 4));
        writer.Byte((byte)segment.Flags);
        writer.UInt16(0xffff);
        writer.UInt32(0);
        writer.Bytes(framing.TcpOptions.Span);
    }
}
