// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_xdp_query_opts.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
struct XdpQueryOptions
{
    [FieldOffset(0)] public nuint Size;
    [FieldOffset(8)] public uint ProgramId;
    [FieldOffset(12)] public uint NativeProgramId;
    [FieldOffset(16)] public uint HardwareProgramId;
    [FieldOffset(20)] public uint GenericProgramId;
    [FieldOffset(24)] public byte AttachMode;
}
