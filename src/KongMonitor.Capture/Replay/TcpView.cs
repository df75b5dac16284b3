// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace KongMonitor.Capture;

/// <summary>The places in an IP packet that a replay has to know. The programs themselves read it again.</summary>
readonly ref struct TcpView
{
    public const byte Fin = 1;
    public const byte Syn = 2;
    public const byte Reset = 4;
    public const byte Push = 8;
    public const byte Ack = 16;
    const int Tcp = 6;
    const int SmallestTcp = 20;
    public const int SequenceAt = 4;
    const int HeaderLengthAt = 12;
    public const int FlagsAt = 13;

    TcpView(ReadOnlySpan<byte> ip, int tcpOffset, int length)
    {
        Ip = ip;
        TcpOffset = tcpOffset;
        Length = length;
        PayloadOffset = tcpOffset + ((ip[tcpOffset + HeaderLengthAt] >> 4) * 4);
    }

    /// <summary>From the IP header to the last captured byte, which may be padding.</summary>
    public ReadOnlySpan<byte> Ip { get; }

    public int TcpOffset { get; }

    public int PayloadOffset { get; }

    /// <summary>Of the whole packet as it was on the wire, from the IP header on.</summary>
    public int Length { get; }

    /// <summary>How much of it was captured.</summary>
    public int Present => Math.Min(Length, Ip.Length);

    public bool IsWhole => Present == Length;

    public byte Flags => Ip[TcpOffset + FlagsAt];

    public uint Sequence => BinaryPrimitives.ReadUInt32BigEndian(Ip[(TcpOffset + SequenceAt)..]);

    public ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(Ip[TcpOffset..]);

    public ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(Ip[(TcpOffset + 2)..]);

    public bool IsIpv6 => Ip[0] >> 4 == 6;

    public UInt128 Source => Address(IsIpv6 ? IpHeader.Source6At : IpHeader.Source4At);

    public UInt128 Destination => Address(IsIpv6 ? IpHeader.Destination6At : IpHeader.Destination4At);

    /// <summary>False for what is not TCP, for fragments, and where the TCP header was not captured whole.</summary>
    public static bool TryRead(ReadOnlySpan<byte> ip, int wireLength, out TcpView view)
    {
        view = default;
        if (!IpHeader.TryFindTransport(ip, wireLength, out var protocol, out var offset, out var length)
            || protocol != Tcp || ip.Length < offset + SmallestTcp)
        {
            return false;
        }

        view = new(ip, offset, length);
        return view.PayloadOffset >= offset + SmallestTcp && view.PayloadOffset <= view.Present;
    }

    UInt128 Address(int at) => IpHeader.Address(IsIpv6 ? Ip.Slice(at, 16) : Ip.Slice(at, 4));
}
