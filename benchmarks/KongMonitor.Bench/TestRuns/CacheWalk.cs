// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Bench.TestRuns;

/// <summary>Fills the caches of this CPU with something else.</summary>
sealed class CacheWalk
{
    const int Line = 64;
    const int UsualCache = 32 << 10;
    const long Most = 128 << 20; // more takes longer than what is measured behind it, by far
    const string Caches = "/sys/devices/system/cpu/cpu0/cache";

    readonly byte[] buffer = new byte[Size(LargestCache())];

    /// <summary>How many bytes are written: twice the cache, so that what was there is gone whatever the cache's way to choose.</summary>
    /// <param name="cache">The largest one, in KiB.</param>
    public static int Size(long cache) => (int)Math.Min(2 * 1024 * cache, Most);

    /// <summary>Writes to every line, so that none is shared with anything.</summary>
    public void Walk()
    {
        for (var i = 0; i < buffer.Length; i += Line)
        {
            buffer[i]++;
        }
    }

    // In KiB, as the kernel writes it: "32768K".
    static long LargestCache() => !Directory.Exists(Caches)
        ? UsualCache
        : Directory.EnumerateDirectories(Caches, "index*")
            .Select(cache => File.ReadAllText(Path.Combine(cache, "size")).Trim().TrimEnd('K'))
            .Max(size => long.Parse(size, CultureInfo.InvariantCulture));
}
