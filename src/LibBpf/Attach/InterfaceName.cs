// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

static unsafe class InterfaceName
{
    const int Size = 16;

    /// <summary>The interface's name for a message, in the calling thread's network namespace.</summary>
    public static string Of(int index) => Find(index) ?? $"interface {index}";

    public static bool Exists(int index) => Find(index) is not null;

    static string? Find(int index)
    {
        var name = stackalloc byte[Size];
        return Marshal.PtrToStringUTF8((nint)Native.if_indextoname((uint)index, name));
    }
}
