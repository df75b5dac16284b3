// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Tests.Support;

static unsafe partial class LibC
{
    public const int NewNetwork = 0x40000000;
    public const int NewMounts = 0x00020000;
    public const ulong Recursive = 0x4000;
    public const ulong Private = 1 << 18;
    public const ulong Bind = 0x1000;
    public const int FamilyPacket = 17;
    public const int SocketRaw = 3;
    public const int WindowChanged = 28; // SIGWINCH

    [LibraryImport("libc", SetLastError = true)]
    public static partial int unshare(int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mount(string source, string target, string? type, ulong flags, string? data);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint if_nametoindex(string name);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint sendto(int socket, byte* data, nuint length, int flags, void* address, uint addressLength);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport("libc")]
    public static partial int gettid();

    [LibraryImport("libc", SetLastError = true)]
    public static partial int tgkill(int process, int thread, int signal);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int capget(uint* header, uint* data);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int capset(uint* header, uint* data);

    public static void Check(nint result)
    {
        if (result < 0)
        {
            throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
        }
    }
}
