// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

static unsafe partial class Native
{
    public const int PROT_READ = 1;
    public const int MAP_SHARED = 1;
    public const nint MAP_FAILED = -1;

    // int close(int fd);
    [LibraryImport(LibC)]
    public static partial int close(int fd);

    // int vsnprintf(char *str, size_t size, const char *format, va_list ap);
    [LibraryImport(LibC)]
    public static partial int vsnprintf(byte* buffer, nuint size, byte* format, byte* arguments);

    // int membarrier(int cmd, unsigned int flags, int cpu_id); glibc has no function for it.
    [LibraryImport(LibC, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint membarrier(nint number, int command, uint flags, int cpu);

    // char *if_indextoname(unsigned int ifindex, char *ifname);
    [LibraryImport(LibC)]
    public static partial byte* if_indextoname(uint index, byte* name);

    // int socket(int domain, int type, int protocol);
    [LibraryImport(LibC, SetLastError = true)]
    public static partial int socket(int domain, int type, int protocol);

    // ssize_t send(int sockfd, const void *buf, size_t len, int flags);
    [LibraryImport(LibC, SetLastError = true)]
    public static partial nint send(BpfFileDescriptor socket, void* buffer, nuint length, int flags);

    // void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset);
    [LibraryImport(LibC, SetLastError = true)]
    public static partial nint mmap(nint address, nuint length, int protection, int flags, int fd, long offset);

    // int munmap(void *addr, size_t length);
    [LibraryImport(LibC)]
    public static partial int munmap(nint address, nuint length);

    // ssize_t recv(int sockfd, void *buf, size_t len, int flags);
    [LibraryImport(LibC, SetLastError = true)]
    public static partial nint recv(BpfFileDescriptor socket, void* buffer, nuint length, int flags);
}
