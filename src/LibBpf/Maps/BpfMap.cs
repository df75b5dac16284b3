// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// A map of a <see cref="BpfObject"/>, from which it borrows. Sizes, memory and pins can be set until the object is loaded;
/// <see cref="As{TKey,TValue}"/> gives typed access to the entries afterwards.
/// </summary>
public sealed unsafe partial class BpfMap
{
    readonly nint pointer;
    int fd = -1;

    internal BpfMap(BpfObject owner, nint pointer)
    {
        Owner = owner;
        this.pointer = pointer;
        Name = Marshal.PtrToStringUTF8((nint)Native.bpf_map__name(pointer)) ?? "";
        Type = Native.bpf_map__type(pointer);
        KeySize = (int)Native.bpf_map__key_size(pointer);
        ValueSize = (int)Native.bpf_map__value_size(pointer);
    }

    /// <summary>The object that the map belongs to.</summary>
    public BpfObject Owner { get; }

    /// <summary>The whole name, which the kernel cuts to 15 bytes.</summary>
    public string Name { get; }

    /// <summary>The map's kind.</summary>
    public BpfMapType Type { get; }

    /// <summary>Bytes of a key.</summary>
    public int KeySize { get; }

    /// <summary>Bytes of a value; of a per-CPU map, the bytes for one CPU.</summary>
    public int ValueSize { get; }

    /// <summary>How many entries fit; for a ring buffer its bytes. Can be set until the object is loaded.</summary>
    /// <exception cref="InvalidOperationException">Set after load.</exception>
    public uint MaxEntries
    {
        get => Native.bpf_map__max_entries(Pointer);
        set
        {
            Owner.ThrowIfLoaded($"set max entries of map {Name}");
            var result = Native.bpf_map__set_max_entries(Pointer, value);
            if (result < 0)
            {
                Failure.Throw($"set max entries of map {Name} to {value}", result);
            }
        }
    }

    /// <summary>Whether loading creates the map, which is the default. Can be set until the object is loaded.</summary>
    /// <exception cref="InvalidOperationException">Set after load.</exception>
    public bool Autocreate
    {
        get => Native.bpf_map__autocreate(Pointer);
        set
        {
            Owner.ThrowIfLoaded($"set autocreate of map {Name}");
            Failure.Check(Native.bpf_map__set_autocreate(Pointer, value), "set autocreate of a map");
        }
    }

    /// <summary>
    /// The content that a map of global variables (".rodata.config", ".data") gets at load: writable until then.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The map holds no global variables, or the object is loaded: the bytes would then no longer be the live ones.
    /// </exception>
    public Span<byte> InitialValue
    {
        get
        {
            Owner.ThrowIfLoaded($"access initial value of map {Name}");
            nuint size = 0;
            var value = Native.bpf_map__initial_value(Pointer, &size);
            return value is null
                ? throw new InvalidOperationException($"map {Name} holds no global variables")
                : new Span<byte>(value, (int)size);
        }
    }

    /// <summary>The file descriptor, open as long as the object.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel: not loaded, or not created.</exception>
    public int Fd
    {
        get
        {
            var borrowed = Pointer;
            if (fd >= 0)
            {
                return fd;
            }

            var opened = Native.bpf_map__fd(borrowed);
            if (opened < 0)
            {
                throw new InvalidOperationException($"map {Name} is not in the kernel: load {Owner.Name} first");
            }

            // Until load libbpf may exchange the descriptor for another.
            return Owner.IsLoaded ? fd = opened : opened;
        }
    }

    internal nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(Owner.IsDisposed, Owner);
            return pointer;
        }
    }

    /// <summary>Sets all global variables of the map at once, for instance the one struct of ".rodata.config".</summary>
    /// <exception cref="ArgumentException">The type's size differs from the map's.</exception>
    /// <exception cref="InvalidOperationException">The map holds no global variables, or the object is loaded.</exception>
    public void SetInitialValue<T>(in T value)
        where T : unmanaged
    {
        Span<byte> destination = InitialValue;
        if (destination.Length != sizeof(T))
        {
            throw SizeMismatch("value", typeof(T), sizeof(T), destination.Length);
        }

        MemoryMarshal.Write(destination, in value);
    }

    /// <summary>Typed access. The sizes are checked here, once; make it when the program starts and keep it.</summary>
    /// <exception cref="ArgumentException">A type's size differs from the map's, or the map is per-CPU.</exception>
    public BpfMap<TKey, TValue> As<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
    {
        if (IsPerCpu)
        {
            throw new ArgumentException($"map {Name} has a value for every CPU: use {nameof(AsPerCpu)}");
        }

        CheckSizes<TKey, TValue>();
        return new BpfMap<TKey, TValue>(this);
    }

    /// <summary>Typed access to a map with a value for every CPU.</summary>
    /// <exception cref="ArgumentException">A type's size differs from the map's, or the map is not per-CPU.</exception>
    public BpfPerCpuMap<TKey, TValue> AsPerCpu<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
    {
        if (!IsPerCpu)
        {
            throw new ArgumentException($"map {Name} has one value for all CPUs: use {nameof(As)}");
        }

        CheckSizes<TKey, TValue>();
        return new BpfPerCpuMap<TKey, TValue>(this);
    }

    /// <summary>Asks the kernel about the map.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public BpfMapInfo GetInfo()
    {
        var descriptor = Fd;
        MapInfo info = default;
        var length = (uint)sizeof(MapInfo);
        var result = Native.bpf_obj_get_info_by_fd(descriptor, &info, &length);
        if (result < 0)
        {
            Failure.Throw($"ask about map {Name}", result);
        }

        var memory = ReadMemory(descriptor);
        GC.KeepAlive(this);
        return new BpfMapInfo(
            info.Id,
            Marshal.PtrToStringUTF8((nint)info.Name) ?? "",
            info.Type,
            (int)info.KeySize,
            (int)info.ValueSize,
            info.MaxEntries,
            info.Flags,
            memory);
    }

    /// <summary>Shows name and kind.</summary>
    public override string ToString() => $"{Name} ({Type})";

    bool IsPerCpu => Type is BpfMapType.PerCpuHash or BpfMapType.PerCpuArray or BpfMapType.LruPerCpuHash
        or BpfMapType.PerCpuCgroupStorage;

    // bpf_map_info has no memory figure; the descriptor's fdinfo has.
    static long ReadMemory(int descriptor)
    {
        const string field = "memlock:";
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{descriptor}");
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith(field, StringComparison.Ordinal))
            {
                return long.Parse(line.AsSpan(field.Length).Trim(), CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }

    void CheckSizes<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
    {
        if (sizeof(TKey) != KeySize)
        {
            throw SizeMismatch("key", typeof(TKey), sizeof(TKey), KeySize);
        }

        if (sizeof(TValue) != ValueSize)
        {
            throw SizeMismatch("value", typeof(TValue), sizeof(TValue), ValueSize);
        }
    }

    ArgumentException SizeMismatch(string part, Type type, int typeSize, int mapSize) =>
        new($"map {Name} has {part}s of {mapSize} bytes, but {type.Name} has {typeSize}");
}
