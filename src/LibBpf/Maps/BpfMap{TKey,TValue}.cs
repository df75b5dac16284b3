// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// A map whose keys and values have types. Every call is one system call and allocates nothing.
/// Any number of threads may use it.
/// </summary>
/// <typeparam name="TKey">The key, in the kernel's layout.</typeparam>
/// <typeparam name="TValue">The value, in the kernel's layout.</typeparam>
public sealed unsafe partial class BpfMap<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    internal BpfMap(BpfMap map) => Untyped = map;

    /// <summary>The same map without types.</summary>
    public BpfMap Untyped { get; }

    /// <summary>The map's name.</summary>
    public string Name => Untyped.Name;

    /// <summary>Reads a value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; zeros if there is none.</param>
    /// <param name="options">How to read.</param>
    /// <returns>Whether the key is there.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public bool TryLookup(in TKey key, out TValue value, BpfLookupOptions options = BpfLookupOptions.None)
    {
        int result;
        fixed (TKey* keyPointer = &key)
        fixed (TValue* valuePointer = &value)
        {
            *valuePointer = default;
            result = Native.bpf_map_lookup_elem_flags(Untyped.Fd, keyPointer, valuePointer, (ulong)options);
        }

        return FinishOptional(result, "look up in");
    }

    /// <summary>Maps values of an array into this process, to be read without system calls.</summary>
    /// <param name="first">The index of the first.</param>
    /// <param name="count">How many, at least one. A value's size must be a multiple of 8 bytes.</param>
    /// <exception cref="ArgumentException">The size is no such multiple.</exception>
    /// <exception cref="BpfException">The map is no array with BPF_F_MMAPABLE, or has fewer values.</exception>
    public BpfMapView<TValue> View(uint first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return sizeof(TValue) % 8 == 0
            ? new(Untyped, first, count)
            : throw new ArgumentException($"the kernel pads values of {sizeof(TValue)} bytes to a multiple of 8: map {Name} has no view");
    }

    /// <summary>Reads a value that must be there, as every value of an array is.</summary>
    /// <exception cref="BpfException">The key is not there (ENOENT), or the kernel refused.</exception>
    public TValue Lookup(in TKey key, BpfLookupOptions options = BpfLookupOptions.None)
    {
        if (!TryLookup(in key, out TValue value, options))
        {
            Failure.Throw($"look up in map {Name}", -(int)Errno.ENOENT, "the key is not there");
        }

        return value;
    }

    /// <summary>Reads a value and removes its entry in one step; hash tables need Linux 5.14 for it.</summary>
    /// <returns>Whether the key was there.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public bool TryLookupAndDelete(in TKey key, out TValue value)
    {
        int result;
        fixed (TKey* keyPointer = &key)
        fixed (TValue* valuePointer = &value)
        {
            *valuePointer = default;
            result = Native.bpf_map_lookup_and_delete_elem(Untyped.Fd, keyPointer, valuePointer);
        }

        return FinishOptional(result, "look up and delete in");
    }

    /// <summary>Writes a value.</summary>
    /// <exception cref="BpfException">
    /// The map is full (E2BIG), the key is there or not there against the options (EEXIST, ENOENT), or the kernel refused.
    /// </exception>
    public void Update(in TKey key, in TValue value, BpfUpdateOptions options = BpfUpdateOptions.Any) =>
        Finish(UpdateElement(in key, in value, options), "update");

    /// <summary>Writes a value if the key is not there yet.</summary>
    /// <returns>False if the key is there; its value is left alone.</returns>
    /// <exception cref="BpfException">The map is full (E2BIG), or the kernel refused.</exception>
    public bool TryAdd(in TKey key, in TValue value)
    {
        var result = UpdateElement(in key, in value, BpfUpdateOptions.MustNotExist);
        if (result == -(int)Errno.EEXIST)
        {
            return false;
        }

        Finish(result, "add to");
        return true;
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

        return FinishOptional(result, "delete from");
    }

    int UpdateElement(in TKey key, in TValue value, BpfUpdateOptions options)
    {
        fixed (TKey* keyPointer = &key)
        fixed (TValue* valuePointer = &value)
        {
            return Native.bpf_map_update_elem(Untyped.Fd, keyPointer, valuePointer, (ulong)options);
        }
    }

    /// <summary>That a key is not there is an answer, no failure.</summary>
    bool FinishOptional(int result, string operation)
    {
        if (result == -(int)Errno.ENOENT)
        {
            GC.KeepAlive(this);
            return false;
        }

        Finish(result, operation);
        return true;
    }

    void Finish(int result, string operation)
    {
        GC.KeepAlive(this);
        if (result < 0)
        {
            Failure.Throw($"{operation} map {Name}", result, ReasonOf((Errno)(-result)));
        }
    }

    string? ReasonOf(Errno error) => error switch
    {
        Errno.E2BIG => $"the map is full, or the index is beyond its end ({Untyped.MaxEntries} entries)",
        Errno.EPERM => "the map is frozen, or may not be used so from user space",
        Errno.EEXIST => "the key is already there",
        Errno.ENOENT => "the key is not there",
        _ => null,
    };
}
