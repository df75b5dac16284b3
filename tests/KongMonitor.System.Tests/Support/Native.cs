// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.SystemTests.Support;

static partial class Native
{
    public const int SIGTERM = 15;
    public const int SIGINT = 2;
    public const int SIGKILL = 9;
    public const int SIGSTOP = 19;
    public const int SIGCONT = 18;
    public const int CLONE_NEWNET = 0x40000000;
    public const nuint SIOCOUTQNSD = 0x894B; // bytes written to a socket and not yet sent

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setns(int fd, int kind);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int ioctl(int fd, nuint request, out int value);

    public const nint SYS_bpf = 321; // x86-64
    public const int BPF_PROG_QUERY = 16;

    // struct ifreq: the name, the flags at 16
    [LibraryImport("libc", SetLastError = true)]
    public static partial int ioctl(int fd, nuint request, ref byte value);

    // struct pollfd: fd, and from its fifth byte on what to wait for
    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(ref long descriptor, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int fd, ref byte buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int fd, ref readonly byte buffer, nuint count);

    [LibraryImport("libc")]
    public static partial uint geteuid();

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint if_nametoindex(string name);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint bpf(nint number, int command, ref uint attributes, int size);
}
