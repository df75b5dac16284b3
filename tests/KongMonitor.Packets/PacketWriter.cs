// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Buffers.Binary;

namespace KongMonitor.Packets;

/// <summary>Bytes in network order.</summary>
sealed class PacketWriter
{
    readonly ArrayBufferWriter<byte> buffer = new();

    public void Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(buffer.GetSpan(2), value);
        buffer.Advance(2);
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    public void Bytes(ReadOnlySpan<byte> value) => buffer.Write(value);

    public byte[] ToArray() => buffer.WrittenSpan.ToArray();
}
