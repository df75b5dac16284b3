// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_link_info, of whose union XDP, TCX and netkit share the first field.</summary>
[StructLayout(LayoutKind.Explicit, Size = 48)]
struct LinkInfo
{
    [FieldOffset(0)] public uint Type;
    [FieldOffset(4)] public uint Id;
    [FieldOffset(8)] public uint ProgramId;
    [FieldOffset(16)] public uint InterfaceIndex;
}
