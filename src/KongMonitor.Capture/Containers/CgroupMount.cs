// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Containers;

/// <summary>A mounted cgroup2 tree, as a line of mountinfo tells it.</summary>
/// <param name="Number">The mount's number.</param>
/// <param name="Root">The cgroup that is at its top, seen from the reader's cgroup namespace: it may begin with "/..".</param>
/// <param name="Point">Where it is mounted.</param>
readonly record struct CgroupMount(ulong Number, string Root, string Point)
{
    const int MostMounts = 20_000;

    // Paths from there name the containers around the reader, those below its own root cannot.
    bool IsAbove => Root.StartsWith("/..", StringComparison.Ordinal);

    /// <summary>Whether the root's own path tells more than that it is the reader's, or above it.</summary>
    public bool IsRootNamed => Root.Split('/').Any(segment => segment is not ("" or ".."));

    /// <summary>The cgroup2 mounts of a table, those first that reach beyond the reader's own cgroup; none if it cannot be read.</summary>
    public static List<CgroupMount> Read(string mountInfo)
    {
        var mounts = new List<CgroupMount>();
        try
        {
            foreach (var line in File.ReadLines(mountInfo).Take(MostMounts))
            {
                if (Parse(line) is { } mount)
                {
                    mounts.Add(mount);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or is not ours to see.
        }

        mounts.Sort((x, y) => y.IsAbove.CompareTo(x.IsAbove));
        return mounts;
    }

    /// <summary>The mount of a line, if it is one of cgroup2.</summary>
    public static CgroupMount? Parse(string line) =>
        Mount.Parse(line) is { Type: "cgroup2" } mount ? new CgroupMount(mount.Number, mount.Root, mount.Point) : null;
}
