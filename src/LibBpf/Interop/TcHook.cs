// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>struct bpf_tc_hook.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
struct TcHook
{
    /// <summary>Both attach points at once: bpf_tc_hook_destroy then removes the qdisc itself.</summary>
    public const int Qdisc = (int)TcDirection.Ingress | (int)TcDirection.Egress;

    [FieldOffset(0)] public nuint Size;
    [FieldOffset(8)] public int InterfaceIndex;
    [FieldOffset(12)] public int AttachPoint;
    [FieldOffset(16)] public uint Parent;

    public static unsafe TcHook Of(int interfaceIndex, int attachPoint) =>
        new() { Size = (nuint)sizeof(TcHook), InterfaceIndex = interfaceIndex, AttachPoint = attachPoint };
}
