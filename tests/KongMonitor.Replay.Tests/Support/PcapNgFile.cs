// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace KongMonitor.ReplayTests.Support;

/// <summary>Writes pcapng files as draft-ietf-opsawg-pcapng has them: one section, its interfaces, then packets.</summary>
sealed class PcapNgFile
{
    const uint Section = 0x0a0d0d0a;
    const uint Interface = 1;
    const uint EnhancedPacket = 6;
    readonly List<byte> bytes = [];
    readonly List<int> links = [];

    /// <param name="interfaces">Their link types. The first counts nanoseconds, as if_tsresol says; others microseconds.</param>
    public PcapNgFile(params ReadOnlySpan<int> interfaces)
    {
        Block(Section, [.. Number(0x1a2b3c4d), 1, 0, 0, 0, .. Number(uint.MaxValue), .. Number(uint.MaxValue)]);
        foreach (var link in interfaces)
        {
            byte[] resolution = links.Count == 0 ? [9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0] : [];
            Block(Interface, [(byte)Link.Number(link), (byte)(Link.Number(link) >> 8), 0, 0, .. Number(262_144), .. resolution]);
            links.Add(link);
        }
    }

    public PcapNgFile Add(int index, params IEnumerable<Packet> packets)
    {
        foreach (var packet in packets)
        {
            var frame = Link.Frame(links[index], packet);
            var time = index == 0 ? packet.Nanoseconds : packet.Nanoseconds / 1000;
            Block(EnhancedPacket,
            [
                .. Number((uint)index), .. Number((uint)(time >> 32)), .. Number((uint)time),
                .. Number((uint)frame.Length), .. Number((uint)frame.Length), .. frame, .. new byte[-frame.Length & 3],
            ]);
        }

        return this;
    }

    public byte[] Bytes() => [.. bytes];

    static byte[] Number(uint value)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        return number;
    }

    void Block(uint type, byte[] body)
    {
        var length = Number((uint)body.Length + 12);
        bytes.AddRange([.. Number(type), .. length, .. body, .. length]);
    }
}
