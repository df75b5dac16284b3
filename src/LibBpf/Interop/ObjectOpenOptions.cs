// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_object_open_opts of libbpf 1.1; newer ones are longer and accept this size.</summary>
[StructLayout(LayoutKind.Explicit, Size = 80)]
unsafe struct ObjectOpenOptions
{
    [FieldOffset(0)] public nuint Size;
    [FieldOffset(8)] public byte* ObjectName;
}
