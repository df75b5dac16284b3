// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor;

/// <summary>
/// The capabilities that the binary's file gives to a user who is not root. The image gives them as permitted, not as
/// effective: with the latter the kernel refuses to start the program at all where one is not allowed, and nobody says which.
/// </summary>
static unsafe partial class FileCapabilities
{
    const uint Version3 = 0x20080522;

    // Low words, then high words: effective, permitted, inheritable.
    const int WordsOfASet = 3;

    const int NetAdmin = 12;
    const int Perfmon = 38;
    const int Bpf = 39;

    /// <summary>Makes effective what is permitted. To be called before other threads start: a thread begins as its maker is.</summary>
    public static void Use()
    {
        var header = stackalloc uint[2] { Version3, 0 };
        var sets = stackalloc uint[2 * WordsOfASet];
        if (capget(header, sets) != 0)
        {
            return;
        }

        foreach (var capability in (ReadOnlySpan<int>)[NetAdmin, Perfmon, Bpf])
        {
            var word = capability / 32 * WordsOfASet;
            sets[word] |= sets[word + 1] & (1u << capability % 32);
        }

        // What fails here is missing later, where the message names it.
        _ = capset(header, sets);
    }

    // int capget(cap_user_header_t hdrp, cap_user_data_t datap);
    [LibraryImport("libc")]
    private static partial int capget(uint* header, uint* sets);

    // int capset(cap_user_header_t hdrp, const cap_user_data_t datap);
    [LibraryImport("libc")]
    private static partial int capset(uint* header, uint* sets);
}
