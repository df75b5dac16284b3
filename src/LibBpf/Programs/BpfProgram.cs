// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>A program of a <see cref="BpfObject"/>, from which it borrows.</summary>
public sealed unsafe partial class BpfProgram
{
    readonly nint pointer;
    int fd = -1;
    uint id;

    internal BpfProgram(BpfObject owner, nint pointer)
    {
        Owner = owner;
        this.pointer = pointer;
        Name = Marshal.PtrToStringUTF8((nint)Native.bpf_program__name(pointer)) ?? "";
        Section = Marshal.PtrToStringUTF8((nint)Native.bpf_program__section_name(pointer)) ?? "";
        Type = Native.bpf_program__type(pointer);
    }

    /// <summary>The object that the program belongs to.</summary>
    public BpfObject Owner { get; }

    /// <summary>The name of its C function, which the kernel cuts to 15 bytes.</summary>
    public string Name { get; }

    /// <summary>Its section in the ELF file, for instance "xdp" or "tc".</summary>
    public string Section { get; }

    /// <summary>Its kind.</summary>
    public BpfProgramType Type { get; }

    /// <summary>Whether <see cref="BpfObject.Load"/> loads it, which is the default. Can be set until then.</summary>
    /// <exception cref="InvalidOperationException">Set after load.</exception>
    public bool Autoload
    {
        get => Native.bpf_program__autoload(Pointer);
        set
        {
            Owner.ThrowIfLoaded($"set autoload of program {Name}");
            Failure.Check(Native.bpf_program__set_autoload(Pointer, value), "set autoload of a program");
        }
    }

    /// <summary>The file descriptor, open as long as the object.</summary>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public int Fd
    {
        get
        {
            var borrowed = Pointer;
            if (fd >= 0)
            {
                return fd;
            }

            var opened = Native.bpf_program__fd(borrowed);
            if (opened < 0)
            {
                throw new InvalidOperationException($"program {Name} is not in the kernel: load {Owner.Name} first, with autoload on");
            }

            return fd = opened;
        }
    }

    /// <summary>The kernel's number for it.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public uint Id => id != 0 ? id : id = GetInfo().Id;

    nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(Owner.IsDisposed, Owner);
            return pointer;
        }
    }

    /// <summary>Asks the kernel about the program.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public BpfProgramInfo GetInfo()
    {
        BpfProgramInfo info = BpfProgramInfo.Get(Fd, Name);
        GC.KeepAlive(this);
        return info;
    }

    /// <summary>Shows name and section.</summary>
    public override string ToString() => $"{Name} ({Section})";
}
