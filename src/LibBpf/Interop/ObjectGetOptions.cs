// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_obj_get_opts of libbpf 1.0.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
struct ObjectGetOptions
{
    public const uint ReadOnly = 1 << 3; // BPF_F_RDONLY

    [FieldOffset(0)] public nuint Size;
    [FieldOffset(8)] public uint FileFlags;
}
