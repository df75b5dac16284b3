// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

static unsafe class ErrorText
{
    const int Size = 256;

    /// <summary>libbpf's own text, because the C library knows neither the errors from 4000 nor ENOTSUPP.</summary>
    public static string Of(Errno error)
    {
        if (error == Errno.ENOTSUPP)
        {
            return "Operation not supported";
        }

        var buffer = stackalloc byte[Size];
        buffer[0] = 0;
        _ = Native.libbpf_strerror(-(int)error, buffer, Size);
        return Marshal.PtrToStringUTF8((nint)buffer) ?? "";
    }
}
