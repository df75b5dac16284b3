// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Runtime.InteropServices;

namespace KongMonitor;

/// <summary>
/// Pages of the program's own file that were mapped because something near them was needed, at the start all of them. They
/// are unmapped now and then, some five megabytes (docs/adr/0026); what is needed comes back from the page cache by itself.
/// </summary>
static partial class ProgramPages
{
    const int DontNeed = 4; // MADV_DONTNEED

    /// <summary>Unmaps them. Where that is not possible, they stay.</summary>
    public static void GiveBack()
    {
        try
        {
            foreach (var (start, length) in Unchanged(File.ReadLines("/proc/self/smaps"), Environment.ProcessPath ?? ""))
            {
                _ = madvise(start, length, DontNeed);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No /proc here: nothing is lost by it.
        }
    }

    /// <summary>The areas of a file that nobody can write, and in which no page differs from the file: only there nothing gets lost.</summary>
    internal static IEnumerable<(nint Start, nuint Length)> Unchanged(IEnumerable<string> smaps, string file)
    {
        (nint, nuint)? area = null;
        foreach (var line in smaps)
        {
            if (!char.IsUpper(line[0]))
            {
                area = Area(line, file);
            }
            else if (area is { } found && line.StartsWith("Anonymous:", StringComparison.Ordinal))
            {
                if (line.EndsWith(" 0 kB", StringComparison.Ordinal))
                {
                    yield return found;
                }

                area = null;
            }
        }
    }

    // 563d21e0f000-563d223ad000 r-xp 00013000 fe:00 1234    /usr/bin/kong-ebpf-monitor
    static (nint Start, nuint Length)? Area(string line, string file)
    {
        var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 6 || fields[5] != file || fields[1][1] == 'w')
        {
            return null;
        }

        var ends = fields[0].Split('-');
        var start = nint.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (start, (nuint)(nint.Parse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - start));
    }

    // int madvise(void *addr, size_t length, int advice)
    [LibraryImport("libc")]
    private static partial int madvise(nint address, nuint length, int advice);
}
