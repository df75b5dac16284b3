// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>
/// FNV-1a of 64 bits, to tell apart what nobody forges. Not SHA-256, for which .NET wants libssl: not every machine has it.
/// </summary>
public static class Fnv1a
{
    /// <summary>The hash of bytes.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var octet in bytes)
        {
            hash = unchecked((hash ^ octet) * 0x100000001b3);
        }

        return hash;
    }
}
