// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_tc_opts.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
struct TcOptions
{
    public const uint Replace = 1;

    [FieldOffset(0)] public nuint Size;
    [FieldOffset(8)] public int ProgramFd;
    [FieldOffset(12)] public uint Flags;
    [FieldOffset(16)] public uint ProgramId;
    [FieldOffset(20)] public uint Handle;
    [FieldOffset(24)] public uint Priority;

    public static unsafe TcOptions Of(uint handle, ushort priority) =>
        new() { Size = (nuint)sizeof(TcOptions), Handle = handle, Priority = priority };
}
