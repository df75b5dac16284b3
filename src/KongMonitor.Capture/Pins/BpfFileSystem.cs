// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Pins;

/// <summary>Finds a mounted bpffs: the place where maps and links outlive their process. The monitor never mounts one.</summary>
static class BpfFileSystem
{
    const string Type = "bpf";
    const string Usual = "/sys/fs/bpf";

    /// <summary>All that are mounted, the usual place first.</summary>
    public static IReadOnlyList<string> Places() => Choose(Table());

    /// <summary>Whether a directory is on a bpffs.</summary>
    public static bool Holds(string directory)
    {
        var path = Path.GetFullPath(directory);
        return Directory.Exists(path) && Innermost(path, Table()) == Type;
    }

    /// <summary>Of several mounts on one place the last one shows.</summary>
    internal static IReadOnlyList<string> Choose(IEnumerable<string> table) =>
    [
        .. from mount in Parse(table)
           group mount.Type by mount.Point into mounts
           where mounts.Last() == Type
           orderby mounts.Key == Usual descending
           select mounts.Key,
    ];

    /// <summary>The type of the file system that a path is on.</summary>
    internal static string? Innermost(string path, IEnumerable<string> table) => Parse(table)
        .Where(mount => path == mount.Point || path.StartsWith(mount.Point.TrimEnd('/') + '/', StringComparison.Ordinal))
        .OrderBy(mount => mount.Point.Length) // stable: of equals the last one shows
        .LastOrDefault().Type;

    static IEnumerable<string> Table() => File.ReadLines(Mount.OwnTable);

    static IEnumerable<Mount> Parse(IEnumerable<string> table) => table.Select(Mount.Parse).OfType<Mount>();
}
