// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Capture;

/// <summary>What statx tells of a file: .NET knows neither its inode nor the mount that it is on.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
partial struct FileStatus
{
    const int CurrentDirectory = -100;
    const int NoFollow = 0x100;
    const int NoAutomount = 0x800;
    const uint TypeModeUserInodeSize = 0x1 | 0x2 | 0x8 | 0x100 | 0x200;
    const uint MountIdentity = 0x1000;
    const ushort TypeMask = 0xF000;
    const ushort DirectoryType = 0x4000;
    const ushort RegularType = 0x8000;

    [FieldOffset(0)]
    uint known;

    [FieldOffset(20)]
    uint user;

    [FieldOffset(28)]
    ushort mode;

    [FieldOffset(32)]
    ulong inode;

    [FieldOffset(40)]
    ulong size;

    [FieldOffset(144)]
    ulong mount;

    public readonly ulong Inode => inode;

    public readonly ulong Size => size;

    /// <summary>The owner's number.</summary>
    public readonly uint User => user;

    /// <summary>The mount's number in mountinfo; 0 where the kernel does not tell (before 5.8).</summary>
    public readonly ulong Mount => (known & MountIdentity) != 0 ? mount : 0;

    public readonly bool IsDirectory => (mode & TypeMask) == DirectoryType;

    public readonly bool IsRegular => (mode & TypeMask) == RegularType;

    /// <summary>The file itself, or with <paramref name="follow"/> what a link stands for; null when it cannot be told.</summary>
    public static FileStatus? Of(string path, bool follow = false) =>
        statx(CurrentDirectory, path, NoAutomount | (follow ? 0 : NoFollow), TypeModeUserInodeSize | MountIdentity, out var status) == 0
            ? status
            : null;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int directory, string path, int flags, uint mask, out FileStatus status);
}
