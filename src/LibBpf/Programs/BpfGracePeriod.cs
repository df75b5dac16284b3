// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>Waiting for programs that run at this moment.</summary>
public static class BpfGracePeriod
{
    // MEMBARRIER_CMD_GLOBAL of linux/membarrier.h: its implementation is synchronize_rcu().
    const int Global = 1;
    static readonly nint systemCall = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 324 : 283;

    /// <summary>
    /// Returns when every program that ran when it was called has ended; some ten milliseconds. What was written to a map
    /// before is then seen by all that run.
    /// </summary>
    /// <returns>False where the kernel can't tell (nohz_full processors) or does not let us ask; it did not wait then.</returns>
    public static bool TryWait() => Native.membarrier(systemCall, Global, 0, 0) == 0;
}
