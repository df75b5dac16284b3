// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>What the kernel says about a program.</summary>
/// <param name="Id">The kernel's number for it.</param>
/// <param name="Name">The kernel's name, cut to 15 bytes.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Tag">A hash over its instructions, 16 hexadecimal digits.</param>
/// <param name="LoadedAt">When it was loaded, as time since boot.</param>
/// <param name="TranslatedBytes">Bytes of its instructions after the verifier's rewriting.</param>
/// <param name="JitedBytes">Bytes of its machine code; 0 without a JIT or without privilege.</param>
/// <param name="VerifiedInstructions">Instructions the verifier walked (the limit is a million); 0 before Linux 5.16.</param>
/// <param name="RunCount">Runs so far, counted only while <see cref="BpfRunStatistics"/> are on.</param>
/// <param name="RunTime">Time spent in those runs.</param>
/// <param name="RecursionMisses">Runs left out because the program was already running on that CPU.</param>
public sealed unsafe record BpfProgramInfo(
    uint Id,
    string Name,
    BpfProgramType Type,
    string Tag,
    TimeSpan LoadedAt,
    int TranslatedBytes,
    int JitedBytes,
    int VerifiedInstructions,
    ulong RunCount,
    TimeSpan RunTime,
    ulong RecursionMisses)
{
    const int NameLength = 15; // BPF_OBJ_NAME_LEN without the NUL

    /// <summary>Whether a program of that name, however long, is called like this one.</summary>
    public bool IsNamed(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Name == name[..Math.Min(name.Length, NameLength)];
    }

    /// <summary>Asks about any program of the machine, for instance one that holds a hook.</summary>
    /// <param name="id">The kernel's number for it.</param>
    /// <param name="info">The answer.</param>
    /// <returns>False if there is no such program, or if this process may not ask (CAP_SYS_ADMIN is needed).</returns>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static bool TryGet(uint id, [NotNullWhen(true)] out BpfProgramInfo? info)
    {
        BpfLibrary.EnsureLoaded();
        var fd = Native.bpf_prog_get_fd_by_id(id);
        if (fd < 0)
        {
            info = null;
            return false;
        }

        using var descriptor = new BpfFileDescriptor(fd);
        info = Get(fd, "program");
        return true;
    }

    internal static BpfProgramInfo Get(int fd, string name)
    {
        ProgramInfo info = default;
        var length = (uint)sizeof(ProgramInfo);
        var result = Native.bpf_obj_get_info_by_fd(fd, &info, &length);
        if (result < 0)
        {
            Failure.Throw($"ask about program {name}", result);
        }

        return new BpfProgramInfo(
            info.Id,
            Marshal.PtrToStringUTF8((nint)info.Name) ?? "",
            info.Type,
            Convert.ToHexStringLower(new ReadOnlySpan<byte>(info.Tag, 8)),
            Nanoseconds(info.LoadTime),
            (int)info.TranslatedLength,
            (int)info.JitedLength,
            (int)info.VerifiedInstructions,
            info.RunCount,
            Nanoseconds(info.RunTime),
            info.RecursionMisses);
    }

    static TimeSpan Nanoseconds(ulong value) => TimeSpan.FromTicks((long)(value / TimeSpan.NanosecondsPerTick));
}
