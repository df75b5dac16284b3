// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_prog_info; a kernel that knows less leaves the tail zero.</summary>
[StructLayout(LayoutKind.Explicit, Size = 232)]
unsafe struct ProgramInfo
{
    [FieldOffset(0)] public BpfProgramType Type;
    [FieldOffset(4)] public uint Id;
    [FieldOffset(8)] public fixed byte Tag[8];
    [FieldOffset(16)] public uint JitedLength;
    [FieldOffset(20)] public uint TranslatedLength;
    [FieldOffset(40)] public ulong LoadTime;
    [FieldOffset(64)] public fixed byte Name[16];
    [FieldOffset(192)] public ulong RunTime;
    [FieldOffset(200)] public ulong RunCount;
    [FieldOffset(208)] public ulong RecursionMisses;
    [FieldOffset(216)] public uint VerifiedInstructions;
}
