// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>What the kernel says about a map.</summary>
/// <param name="Id">The kernel's number for it.</param>
/// <param name="Name">The kernel's name, cut to 15 bytes.</param>
/// <param name="Type">Its kind.</param>
/// <param name="KeySize">Bytes of a key.</param>
/// <param name="ValueSize">Bytes of a value (of one CPU).</param>
/// <param name="MaxEntries">How many entries it may have; bytes for a ring buffer.</param>
/// <param name="Flags">The flags (BPF_F_…) of its creation.</param>
/// <param name="MemoryBytes">Kernel memory it takes, in bytes; 0 where the kernel does not tell.</param>
public readonly record struct BpfMapInfo(
    uint Id,
    string Name,
    BpfMapType Type,
    int KeySize,
    int ValueSize,
    uint MaxEntries,
    uint Flags,
    long MemoryBytes);
