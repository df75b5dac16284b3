// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// A part of an array map, mapped into this process: reading it costs no system call. Programs go on writing, so a value may
/// change while it is read. Dispose it to give the addresses back; the map itself may go before.
/// </summary>
public sealed unsafe class BpfMapView<TValue> : IDisposable
    where TValue : unmanaged
{
    readonly nuint length;
    readonly TValue* first;
    readonly int count;
    nint start;

    internal BpfMapView(BpfMap map, uint first, int count)
    {
        long size = sizeof(TValue), offset = first * size, page = Environment.SystemPageSize, begin = offset / page * page;
        length = (nuint)(offset - begin + count * size);
        start = Native.mmap(0, length, Native.PROT_READ, Native.MAP_SHARED, map.Fd, begin);
        if (start == Native.MAP_FAILED)
        {
            start = 0;
            Failure.Throw(
                $"map values {first} to {first + count - 1} of {map.Name} into this process", -Marshal.GetLastPInvokeError(),
                "only an array that was made with BPF_F_MMAPABLE can be mapped, and not beyond its end");
        }

        this.first = (TValue*)(start + (nint)(offset - begin));
        this.count = count;
        GC.KeepAlive(map);
    }

    /// <summary>The values, the first that was asked for at index 0.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public ReadOnlySpan<TValue> Values
    {
        get
        {
            ObjectDisposedException.ThrowIf(start == 0, this);
            return new(first, count);
        }
    }

    /// <summary>Gives the addresses back. Spans of <see cref="Values"/> must not be used any more.</summary>
    public void Dispose()
    {
        if (start != 0)
        {
            _ = Native.munmap(start, length);
            start = 0;
        }
    }
}
