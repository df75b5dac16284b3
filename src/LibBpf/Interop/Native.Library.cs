// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

/// <summary>
/// The imports. They keep their C names so that libbpf's documentation finds them; the C prototype stands above each.
/// Calls that return int return a negative errno; only calls that return a pointer set errno.
/// </summary>
static unsafe partial class Native
{
    // The soname: plain "libbpf" exists only where the development package is installed.
    const string Library = "libbpf.so.1";
    const string LibC = "libc";

    // __u32 libbpf_major_version(void);
    [LibraryImport(Library)]
    public static partial uint libbpf_major_version();

    // __u32 libbpf_minor_version(void);
    [LibraryImport(Library)]
    public static partial uint libbpf_minor_version();

    // libbpf_print_fn_t libbpf_set_print(libbpf_print_fn_t fn);
    [LibraryImport(Library)]
    public static partial nint libbpf_set_print(delegate* unmanaged[Cdecl]<int, byte*, byte*, int> print);

    // int libbpf_strerror(int err, char *buf, size_t size);
    [LibraryImport(Library)]
    public static partial int libbpf_strerror(int error, byte* buffer, nuint size);

    // int libbpf_num_possible_cpus(void);
    [LibraryImport(Library)]
    public static partial int libbpf_num_possible_cpus();
}
