// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Capture;

/// <summary>Keys of maps are equal when their bytes are, as the kernel compares them.</summary>
sealed class ByteComparer<T> : IEqualityComparer<T>
    where T : unmanaged
{
    public static ByteComparer<T> Instance { get; } = new();

    public bool Equals(T x, T y) => Bytes(in x).SequenceEqual(Bytes(in y));

    public int GetHashCode(T value)
    {
        HashCode hash = default;
        hash.AddBytes(Bytes(in value));
        return hash.ToHashCode();
    }

    static ReadOnlySpan<byte> Bytes(ref readonly T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));
}
