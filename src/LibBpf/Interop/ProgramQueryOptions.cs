// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_prog_query_opts of libbpf 1.1; newer ones accept this size.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
unsafe struct ProgramQueryOptions
{
    [FieldOffset(0)] public nuint Size;
    [FieldOffset(16)] public uint* ProgramIds;
    [FieldOffset(24)] public uint ProgramCount;
}
