// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace KongMonitor.Capture;

/// <summary>Where things stand in IPv4 and IPv6 headers (RFC 791, RFC 8200).</summary>
static class IpHeader
{
    public const int Source4At = 12;
    public const int Destination4At = 16;
    public const int Source6At = 8;
    public const int Destination6At = 24;
    const int Smallest4 = 20;
    const int Length4At = 2;
    const int FragmentAt = 6;
    const int Protocol4At = 9;
    const int FragmentMask = 0x3fff;
    const int Size6 = 40;
    const int Length6At = 4;
    const int Next6At = 6;
    const int HopByHop = 0;
    const int Routing = 43;
    const int Destinations = 60;
    const int Authentication = 51;

    /// <summary>The protocol behind the header and its extensions, where it starts, and the packet's length on the wire.</summary>
    public static bool TryFindTransport(ReadOnlySpan<byte> ip, int wireLength, out int protocol, out int offset, out int length) =>
        ip[0] >> 4 == 4
            ? TryIpv4(ip, wireLength, out protocol, out offset, out length)
            : TryIpv6(ip, wireLength, out protocol, out offset, out length);

    /// <summary>An address of either family as one number: IPv4 as IPv4-mapped IPv6.</summary>
    public static UInt128 Address(ReadOnlySpan<byte> address) => address.Length == 4
        ? ((UInt128)0xffff << 32) | BinaryPrimitives.ReadUInt32BigEndian(address)
        : BinaryPrimitives.ReadUInt128BigEndian(address);

    /// <summary>Says in a copy of a header how long the packet is now.</summary>
    public static void SetLength(Span<byte> ip, int length)
    {
        if (ip[0] >> 4 == 4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(ip[Length4At..], (ushort)length);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(ip[Length6At..], (ushort)(length - Size6));
        }
    }

    static bool TryIpv4(ReadOnlySpan<byte> ip, int wireLength, out int protocol, out int offset, out int length)
    {
        protocol = offset = length = 0;
        if (ip.Length < Smallest4 || (BinaryPrimitives.ReadUInt16BigEndian(ip[FragmentAt..]) & FragmentMask) != 0)
        {
            return false;
        }

        int total = BinaryPrimitives.ReadUInt16BigEndian(ip[Length4At..]);
        protocol = ip[Protocol4At];
        offset = (ip[0] & 15) * 4;
        length = total == 0 ? wireLength : total; // a segment that the network card was to cut has none
        return offset >= Smallest4 && offset <= length;
    }

    static bool TryIpv6(ReadOnlySpan<byte> ip, int wireLength, out int protocol, out int offset, out int length)
    {
        protocol = offset = length = 0;
        if (ip.Length < Size6)
        {
            return false;
        }

        int payload = BinaryPrimitives.ReadUInt16BigEndian(ip[Length6At..]);
        length = payload == 0 ? wireLength : Size6 + payload;
        protocol = ip[Next6At];
        offset = Size6;
        while (protocol is HopByHop or Routing or Destinations or Authentication)
        {
            if (ip.Length < offset + 2)
            {
                return false;
            }

            var size = protocol == Authentication ? (ip[offset + 1] + 2) * 4 : (ip[offset + 1] + 1) * 8;
            protocol = ip[offset];
            offset += size;
        }

        return offset <= length;
    }
}
