// SPDX-License-Identifier: MIT
namespace KongMonitor;

/// <summary>
/// Collects what snapshots leave behind: the collector by itself would let tables of many rows pile up far beyond what the
/// process may take.
/// </summary>
sealed class GarbageLimit
{
    const long MostGarbage = 1 << 20;
    long allocated;

    /// <summary>To be called when a snapshot was made: what it took besides goes, and the pages with it.</summary>
    public void Keep()
    {
        if (GC.GetTotalAllocatedBytes() - allocated > MostGarbage)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            allocated = GC.GetTotalAllocatedBytes();
            ProgramPages.GiveBack();
        }
    }
}
