// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_map_batch_opts.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
struct MapBatchOptions
{
    [FieldOffset(0)] public nuint Size;
    [FieldOffset(8)] public ulong ElementFlags;
}
