// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace KongMonitor.ReplayTests.Support;

/// <summary>Writes pcap files as draft-ietf-opsawg-pcap has them.</summary>
sealed class PcapFile(int link = Link.Ethernet, bool bigEndian = false, bool nanoseconds = true, int snap = 262_144)
{
    public const int FileHeader = 24;
    public const int RecordHeader = 16;
    const uint Microseconds = 0xa1b2c3d4;
    const uint Nanoseconds = 0xa1b23c4d;
    const ulong Second = 1_000_000_000;

    public byte[] Bytes(params IEnumerable<Packet> packets)
    {
        using var stream = new MemoryStream();
        WriteHeader(stream);
        foreach (var packet in packets)
        {
            Write(stream, packet);
        }

        return stream.ToArray();
    }

    public void WriteHeader(Stream stream)
    {
        Number(stream, nanoseconds ? Nanoseconds : Microseconds);
        Number(stream, bigEndian ? 0x0002_0004U : 0x0004_0002U); // version 2.4, two numbers of two bytes
        Number(stream, 0);
        Number(stream, 0);
        Number(stream, (uint)snap);
        Number(stream, (uint)Link.Number(link));
    }

    public void Write(Stream stream, Packet packet)
    {
        var frame = Link.Frame(link, packet);
        var captured = Math.Min(frame.Length, snap);
        Number(stream, (uint)(packet.Nanoseconds / Second));
        Number(stream, (uint)(packet.Nanoseconds % Second / (nanoseconds ? 1U : 1000U)));
        Number(stream, (uint)captured);
        Number(stream, (uint)frame.Length);
        stream.Write(frame, 0, captured);
    }

    void Number(Stream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }

        stream.Write(bytes);
    }
}
