// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;

namespace KongMonitor.Otlp.Messages;

/// <summary>Writes protobuf's wire format into a buffer that is used again.</summary>
sealed class ProtoWriter
{
    const int LongestVarint = 10;
    const int FixedSize = 8;
    byte[] buffer = new byte[4096];

    public int Length { get; private set; }

    /// <summary>What was written: valid until more is.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Number(int field, ulong value)
    {
        Tag(field, WireType.Varint);
        Varint(value);
    }

    public void Fixed(int field, ulong value)
    {
        Tag(field, WireType.Fixed64);
        Fixed(value);
    }

    public void Double(int field, double value) => Fixed(field, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>A packed field of 64-bit values.</summary>
    public void Fixed(int field, ReadOnlySpan<ulong> values)
    {
        Tag(field, WireType.Bytes);
        Varint((ulong)values.Length * FixedSize);
        foreach (var value in values)
        {
            Fixed(value);
        }
    }

    public void Text(int field, string text)
    {
        Tag(field, WireType.Bytes);
        var size = Encoding.UTF8.GetByteCount(text);
        Varint((ulong)size);
        Length += Encoding.UTF8.GetBytes(text, Room(size));
    }

    /// <summary>Begins a message within; <see cref="End"/> takes what this returns.</summary>
    public int Begin(int field)
    {
        Tag(field, WireType.Bytes);
        Room(1);
        return ++Length;
    }

    // One byte was kept for the length: a longer one moves what stands behind it.
    public void End(int begin)
    {
        var size = (uint)(Length - begin);
        var more = VarintSize(size) - 1;
        if (more > 0)
        {
            Room(more);
            buffer.AsSpan(begin, (int)size).CopyTo(buffer.AsSpan(begin + more));
        }

        var end = Length + more;
        Length = begin - 1;
        Varint(size);
        Length = end;
    }

    void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    void Fixed(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Room(FixedSize), value);
        Length += FixedSize;
    }

    void Varint(ulong value)
    {
        var room = Room(LongestVarint);
        var size = 0;
        for (; value >= 0x80; value >>= 7)
        {
            room[size++] = (byte)(value | 0x80);
        }

        room[size++] = (byte)value;
        Length += size;
    }

    static int VarintSize(uint value) => value == 0 ? 1 : (38 - int.CreateChecked(uint.LeadingZeroCount(value))) / 7;

    Span<byte> Room(int size)
    {
        if (buffer.Length - Length < size)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + size));
        }

        return buffer.AsSpan(Length);
    }
}
