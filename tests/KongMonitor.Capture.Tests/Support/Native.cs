// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KongMonitor.CaptureTests.Support;

static unsafe partial class Native
{
    public const int CLONE_NEWNS = 0x00020000;
    public const int CLONE_NEWCGROUP = 0x02000000;
    public const nuint MS_BIND = 0x1000;
    public const nuint MS_REC = 0x4000;
    public const nuint MS_PRIVATE = 0x40000;

    const nint SYS_capset = 126; // x86-64
    const uint _LINUX_CAPABILITY_VERSION_3 = 0x20080522;

    public static void Check(int result)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    public static partial int unshare(int kinds);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mount(string source, string target, string? type, nuint flags, string? options);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int umount2(string target, int flags);

    [LibraryImport("libc")]
    public static partial uint geteuid();

    /// <summary>The calling thread can do nothing but what its user may do.</summary>
    public static void DropCapabilities()
    {
        Span<uint> header = [_LINUX_CAPABILITY_VERSION_3, 0];
        Span<uint> sets = stackalloc uint[6];
        Check((int)syscall(SYS_capset, ref header[0], ref sets[0]));
    }

    /// <summary>The id that the kernel itself gives a cgroup, which is what a file handle of its directory holds.</summary>
    public static ulong CgroupId(string directory)
    {
        // struct file_handle: bytes, type, the handle
        Span<uint> handle = [sizeof(ulong), 0, 0, 0];
        Check(name_to_handle_at(-100, directory, ref handle[0], out _, 0));
        return handle[2] | (ulong)handle[3] << 32;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, ref uint header, ref uint sets);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int name_to_handle_at(int directory, string path, ref uint handle, out int mount, int flags);
}
