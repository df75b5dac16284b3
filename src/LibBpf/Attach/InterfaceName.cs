// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

static unsafe class InterfaceName
{
    const int Size = 16;

    /// <summary>The interface's name for a message, in the calling thread's network namespace.</summary>
    public static string Of(int index)
    {
        var name = stackalloc byte[Size];
        return Native.if_indextoname((uint)index, name) is null
            ? $"interface {index}"
            : Marshal.PtrToStringUTF8((nint)name) ?? "";
    }
}
