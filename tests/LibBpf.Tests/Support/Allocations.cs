// SPDX-License-Identifier: MIT
namespace LibBpf.Tests.Support;

static class Allocations
{
    /// <summary>Bytes that the body allocates on this thread once everything it needs is there.</summary>
    public static long Of(Action body)
    {
        body();
        body();
        var before = GC.GetAllocatedBytesForCurrentThread();
        body();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
