// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>A map that has, for every key, one value per possible CPU (<see cref="BpfLibrary.PossibleCpus"/>).</summary>
/// <typeparam name="TKey">The key, in the kernel's layout.</typeparam>
/// <typeparam name="TValue">The value of one CPU, in the kernel's layout.</typeparam>
public sealed unsafe class BpfPerCpuMap<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    // The kernel pads each CPU's value to eight bytes.
    readonly int stride = (sizeof(TValue) + 7) & ~7;
    readonly int cpus = BpfLibrary.PossibleCpus;

    internal BpfPerCpuMap(BpfMap map) => Untyped = map;

    /// <summary>The same map without types.</summary>
    public BpfMap Untyped { get; }

    /// <summary>Reads the values of all CPUs.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">Receives a value per possible CPU, in the order of their numbers.</param>
    /// <returns>Whether the key is there.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is too short.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public bool TryLookup(in TKey key, Span<TValue> values)
    {
        CheckLength(values.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(stride * cpus);
        try
        {
            var result = LookupElement(in key, buffer);
            if (result == -(int)Errno.ENOENT)
            {
                return false;
            }

            Check(result, "look up in");
            for (var cpu = 0; cpu < cpus; cpu++)
            {
                values[cpu] = MemoryMarshal.Read<TValue>(buffer.AsSpan(cpu * stride));
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Writes the values of all CPUs.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">A value per possible CPU, in the order of their numbers.</param>
    /// <param name="options">How to write; BPF_F_LOCK is not for per-CPU maps.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is too short.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public void Update(in TKey key, ReadOnlySpan<TValue> values, BpfUpdateOptions options = BpfUpdateOptions.Any)
    {
        CheckLength(values.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(stride * cpus);
        try
        {
            buffer.AsSpan().Clear();
            for (var cpu = 0; cpu < cpus; cpu++)
            {
                MemoryMarshal.Write(buffer.AsSpan(cpu * stride), in values[cpu]);
            }

            Check(UpdateElement(in key, buffer, options), "update");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Removes an entry.</summary>
    /// <returns>Whether the key was there.</returns>
    /// <exception cref="BpfException">The kernel refused, as it does for an array (EINVAL).</exception>
    public bool Delete(in TKey key)
    {
        int result;
        fixed (TKey* keyPointer = &key)
        {
            result = Native.bpf_map_delete_elem(Untyped.Fd, keyPointer);
        }

        if (result == -(int)Errno.ENOENT)
        {
            return false;
        }

        Check(result, "delete from");
        return true;
    }

    int LookupElement(in TKey key, byte[] buffer)
    {
        fixed (TKey* keyPointer = &key)
        fixed (byte* bufferPointer = buffer)
        {
            return Native.bpf_map_lookup_elem_flags(Untyped.Fd, keyPointer, bufferPointer, 0);
        }
    }

    int UpdateElement(in TKey key, byte[] buffer, BpfUpdateOptions options)
    {
        fixed (TKey* keyPointer = &key)
        fixed (byte* bufferPointer = buffer)
        {
            return Native.bpf_map_update_elem(Untyped.Fd, keyPointer, bufferPointer, (ulong)options);
        }
    }

    void CheckLength(int length)
    {
        if (length < cpus)
        {
            throw new ArgumentException($"map {Untyped.Name} has {cpus} values per key, but there is room for {length}");
        }
    }

    void Check(int result, string operation)
    {
        GC.KeepAlive(this);
        if (result < 0)
        {
            Failure.Throw($"{operation} map {Untyped.Name}", result);
        }
    }
}
