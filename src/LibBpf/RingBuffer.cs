// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// The reader of a BPF_MAP_TYPE_RINGBUF map. It allocates nothing per record. One thread at a time may read.
/// </summary>
public sealed unsafe class RingBuffer : IDisposable
{
    // Any negative number stops libbpf; this one tells a handler's exception from libbpf's own errors.
    const int Stopped = -(int)Errno.ESTALE;

    readonly RingBufferHandle handle;
    readonly RingBufferHandler handler;
    readonly string name;
    ExceptionDispatchInfo? failure;

    /// <summary>Opens the ring for reading; the map's object must be loaded.</summary>
    /// <param name="map">The map.</param>
    /// <param name="handler">Called for every record, in order, on the thread that polls or consumes.</param>
    /// <exception cref="ArgumentException">The map is of another type.</exception>
    /// <exception cref="BpfException">The kernel refused to map the ring into memory.</exception>
    public RingBuffer(BpfMap map, RingBufferHandler handler)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(handler);
        if (map.Type != BpfMapType.RingBuffer)
        {
            throw new ArgumentException($"map {map.Name} is of type {map.Type}, not a ring buffer", nameof(map));
        }

        name = map.Name;
        this.handler = handler;
        GCHandle context = GCHandle.Alloc(this, GCHandleType.Weak);
        using NativeLog.Scope log = NativeLog.Capture();
        handle = Native.ring_buffer__new(map.Fd, &OnRecord, GCHandle.ToIntPtr(context), null);
        GC.KeepAlive(map);
        if (handle.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            context.Free();
            Failure.Throw($"open ring buffer {name}", -error, NativeLogText.Reason(log.Text), log.Text);
        }

        handle.Context = context;
    }

    /// <summary>
    /// Waits until there is a record, then handles all there are. A signal does not end the wait.
    /// </summary>
    /// <param name="timeout">How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <returns>The number of records handled; 0 if the time was over.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    /// <remarks>
    /// An exception of the handler comes out of here. Its record counts as read, those behind it are handled by the next call.
    /// </remarks>
    public int Poll(TimeSpan timeout)
    {
        var forever = timeout < TimeSpan.Zero;
        var start = Stopwatch.GetTimestamp();
        TimeSpan left = timeout;
        while (true)
        {
            var milliseconds = forever ? -1 : (int)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue);
            var result = Native.ring_buffer__poll(handle, milliseconds);
            if (result != -(int)Errno.EINTR)
            {
                return Finish(result, "poll");
            }

            left = timeout - Stopwatch.GetElapsedTime(start);
            if (left < TimeSpan.Zero)
            {
                left = TimeSpan.Zero;
            }
        }
    }

    /// <summary>Handles all records there are, without waiting and whether or not the kernel side asked for a wake-up.</summary>
    /// <returns>The number of records handled.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    /// <remarks>Exceptions of the handler come out of here as in <see cref="Poll"/>.</remarks>
    public int Consume() => Finish(Native.ring_buffer__consume(handle), "consume");

    /// <summary>Unmaps the ring. Records not handled stay in the map.</summary>
    public void Dispose() => handle.Dispose();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int OnRecord(nint context, byte* data, nuint size) =>
        ((RingBuffer)GCHandle.FromIntPtr(context).Target!).Handle(new ReadOnlySpan<byte>(data, (int)size));

    int Handle(ReadOnlySpan<byte> record)
    {
        try
        {
            handler(record);
            return 0;
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
            return Stopped;
        }
    }

    int Finish(int result, string operation)
    {
        GC.KeepAlive(this);
        if (failure is { } thrown)
        {
            failure = null;
            thrown.Throw();
        }

        return result < 0 ? Failure.Check(result, $"{operation} ring buffer {name}") : result;
    }
}
