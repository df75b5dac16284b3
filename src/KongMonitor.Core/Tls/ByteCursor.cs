// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace KongMonitor.Core.Tls;

/// <summary>
/// Reads TLS's vectors from bytes that may end anywhere. What is asked for beyond the end is cut, and
/// <see cref="IsCut"/> says so: of the cursor that was asked, and of the vector that it gave.
/// </summary>
ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> rest = bytes;

    public bool IsCut { get; private set; }

    public readonly bool IsEmpty => rest.IsEmpty;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } pair ? BinaryPrimitives.ReadUInt16BigEndian(pair) : (ushort)0;

    public int UInt24() => Byte() << 16 | UInt16();

    /// <summary>The bytes behind a length of one or two bytes.</summary>
    public ByteCursor Vector(int lengthBytes)
    {
        var before = IsCut;
        IsCut = false;
        var length = lengthBytes == 1 ? Byte() : UInt16();
        var vector = new ByteCursor(Take(length)) { IsCut = IsCut };
        IsCut |= before;
        return vector;
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
        {
            IsCut = true;
            count = rest.Length;
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    public ReadOnlySpan<byte> All() => Take(rest.Length);
}
