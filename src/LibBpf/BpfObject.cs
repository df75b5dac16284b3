// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// A BPF object file in memory: its programs and maps, first configurable, then, after <see cref="Load"/>, in the kernel.
/// </summary>
/// <remarks>
/// Programs and maps borrow from the object: after <see cref="Dispose"/> they throw <see cref="ObjectDisposedException"/>.
/// Dispose only when no other thread uses them. Programs in the kernel stay as long as a <see cref="BpfLink"/>, a filter
/// or a pin holds them.
/// </remarks>
public sealed unsafe class BpfObject : IDisposable
{
    readonly BpfObjectHandle handle;
    readonly BpfProgram[] programs;
    readonly BpfMap[] maps;

    BpfObject(BpfObjectHandle handle, string name)
    {
        this.handle = handle;
        Name = name;
        programs = [.. Enumerate(Native.bpf_object__next_program).Select(pointer => new BpfProgram(this, pointer))];
        maps = [.. Enumerate(Native.bpf_object__next_map).Select(pointer => new BpfMap(this, pointer))];
    }

    /// <summary>The name given to <see cref="Open"/>.</summary>
    public string Name { get; }

    /// <summary>Whether <see cref="Load"/> has succeeded.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>All programs, in the order of the file.</summary>
    public IReadOnlyList<BpfProgram> Programs => programs;

    /// <summary>All maps, those of global variables included, in the order of the file.</summary>
    public IReadOnlyList<BpfMap> Maps => maps;

    internal bool IsDisposed => handle.IsClosed;

    /// <summary>Reads a compiled BPF object. Nothing reaches the kernel before <see cref="Load"/>.</summary>
    /// <param name="elf">The ELF file's bytes; they are copied.</param>
    /// <param name="name">The object's name; the kernel shows it as the start of the names of maps of global variables.</param>
    /// <exception cref="BpfException">The bytes are no BPF object that libbpf understands.</exception>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static BpfObject Open(ReadOnlySpan<byte> elf, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        BpfLibrary.EnsureLoaded();

        // libbpf reads the ELF structures in place, and a resource may begin at an odd address.
        var image = NativeMemory.AlignedAlloc((nuint)Math.Max(elf.Length, 1), alignment: 8);
        try
        {
            elf.CopyTo(new Span<byte>(image, elf.Length));
            return new BpfObject(OpenImage(image, elf.Length, name), name);
        }
        finally
        {
            NativeMemory.AlignedFree(image);
        }
    }

    /// <summary>Finds a program by the name of its C function.</summary>
    /// <exception cref="BpfException">There is none; the message lists those that exist.</exception>
    public BpfProgram FindProgram(string name)
    {
        if (!TryFindProgram(name, out BpfProgram? program))
        {
            var existing = string.Join(", ", programs.Select(p => p.Name));
            Failure.Throw($"find program {name} in {Name}", -(int)Errno.ENOENT, $"the object has {existing}");
        }

        return program;
    }

    /// <summary>Finds a program by the name of its C function.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryFindProgram(string name, [NotNullWhen(true)] out BpfProgram? program)
    {
        ArgumentNullException.ThrowIfNull(name);
        program = Array.Find(programs, p => p.Name == name);
        return program is not null;
    }

    /// <summary>Finds a map by its whole C name, or by its section for global variables (".rodata", ".bss", ".rodata.config").</summary>
    /// <exception cref="BpfException">There is none; the message lists those that exist.</exception>
    public BpfMap FindMap(string name)
    {
        if (!TryFindMap(name, out BpfMap? map))
        {
            var existing = string.Join(", ", maps.Select(m => m.Name));
            Failure.Throw($"find map {name} in {Name}", -(int)Errno.ENOENT, $"the object has {existing}");
        }

        return map;
    }

    /// <summary>Finds a map and gives it types; their sizes are checked here, once.</summary>
    /// <exception cref="BpfException">There is no such map.</exception>
    /// <exception cref="ArgumentException">A type's size differs from the map's.</exception>
    public BpfMap<TKey, TValue> FindMap<TKey, TValue>(string name)
        where TKey : unmanaged
        where TValue : unmanaged => FindMap(name).As<TKey, TValue>();

    /// <summary>Finds a map by its whole C name, or by its section for global variables.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryFindMap(string name, [NotNullWhen(true)] out BpfMap? map)
    {
        ArgumentNullException.ThrowIfNull(name);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var pointer = Native.bpf_object__find_map_by_name(handle, name);
        map = pointer == 0 ? null : Array.Find(maps, m => m.Pointer == pointer);
        return map is not null;
    }

    /// <summary>Creates the maps, relocates and verifies the programs: afterwards all of them are in the kernel.</summary>
    /// <exception cref="BpfException">
    /// The kernel refused. If it was the verifier, the message begins with its last useful line and
    /// <see cref="BpfException.Log"/> holds its whole log. If a privilege is missing, the message names it.
    /// </exception>
    /// <exception cref="InvalidOperationException">The object was loaded before.</exception>
    public void Load()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        ThrowIfLoaded("load again");
        using NativeLog.Scope log = NativeLog.Capture();
        var result = Native.bpf_object__load(handle);
        if (result < 0)
        {
            ThrowLoadFailure(result, log.Text);
        }

        IsLoaded = true;
    }

    /// <summary>Closes all programs and maps of the object.</summary>
    public void Dispose() => handle.Dispose();

    internal void ThrowIfLoaded(string operation)
    {
        if (IsLoaded)
        {
            throw new InvalidOperationException($"{operation}: {Name} is already loaded");
        }
    }

    static BpfObjectHandle OpenImage(void* image, int length, string name)
    {
        using NativeLog.Scope log = NativeLog.Capture();
        fixed (byte* objectName = Encoding.UTF8.GetBytes(name + '\0'))
        {
            ObjectOpenOptions options = new() { Size = (nuint)sizeof(ObjectOpenOptions), ObjectName = objectName };
            BpfObjectHandle opened = Native.bpf_object__open_mem(image, (nuint)length, &options);
            if (opened.IsInvalid)
            {
                Failure.ThrowLast($"open {name}", log.Text);
            }

            return opened;
        }
    }

    void ThrowLoadFailure(int result, string log)
    {
        var verifier = NativeLogText.VerifierReason(log);
        if (verifier is null)
        {
            Failure.Throw($"load {Name}", result, NativeLogText.Reason(log), log);
        }

        if (Privilege.LacksPerfmon())
        {
            verifier = $"{Privilege.Explain()}, and without CAP_PERFMON the verifier is stricter: {verifier}";
        }

        Failure.Throw($"load program {NativeLogText.RefusedProgram(log)} of {Name}", result, verifier, log);
    }

    IEnumerable<nint> Enumerate(Func<BpfObjectHandle, nint, nint> next)
    {
        for (var item = next(handle, 0); item != 0; item = next(handle, item))
        {
            yield return item;
        }
    }
}
