// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Otlp.Sending;

/// <summary>
/// zlib's state is 300 KB a request. glibc gives such blocks a mapping of their own, but after the first one that is freed
/// it takes them from the heap, which grew by 7 MB and kept them (mallopt(3), M_MMAP_THRESHOLD).
/// </summary>
static partial class LargeBlocks
{
    const int MmapThreshold = -3;
    const int Size = 64 * 1024;

    /// <summary>Has large blocks of native memory given back when they are freed, in all of the process.</summary>
    public static void GiveBack() => _ = SetOption(MmapThreshold, Size);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
