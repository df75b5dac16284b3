// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>Keys are equal when all their bytes are.</summary>
sealed class EndpointKeyComparer : IEqualityComparer<EndpointKey>
{
    public bool Equals(EndpointKey x, EndpointKey y) => Bytes(in x).SequenceEqual(Bytes(in y));

    public int GetHashCode(EndpointKey key)
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes(in key));
        return hash.ToHashCode();
    }

    static ReadOnlySpan<byte> Bytes(in EndpointKey key) => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in key, 1));
}
