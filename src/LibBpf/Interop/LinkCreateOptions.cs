// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_link_create_opts of libbpf 1.1; newer ones accept this size.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
struct LinkCreateOptions
{
    [FieldOffset(0)] public nuint Size;
    [FieldOffset(8)] public uint Flags;
}
