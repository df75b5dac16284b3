// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Bench.TestRuns;

/// <summary>Fills the caches of this CPU with something else.</summary>
sealed class CacheWalk
{
    const int Line = 64;
    const int UsualCache = 32 << 10;
    const string Caches = "/sys/devices/system/cpu/cpu0/cache";

    // Twice the largest cache: what was there before is gone, whatever the cache's way to choose.
    readonly byte[] buffer = new byte[2 * 1024 * LargestCache()];

    /// <summary>Writes to every line, so that none is shared with anything.</summary>
    public void Walk()
    {
        for (var i = 0; i < buffer.Length; i += Line)
        {
            buffer[i]++;
        }
    }

    // In KiB, as the kernel writes it: "32768K".
    static int LargestCache() => !Directory.Exists(Caches)
        ? UsualCache
        : Directory.EnumerateDirectories(Caches, "index*")
            .Select(cache => File.ReadAllText(Path.Combine(cache, "size")).Trim().TrimEnd('K'))
            .Max(size => int.Parse(size, CultureInfo.InvariantCulture));
}
