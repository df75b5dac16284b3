// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Capture.Containers;

/// <summary>
/// From cgroup ids to paths: in the cgroup2 trees that are mounted here, then in those of the processes that can be seen
/// (with a shared process namespace and CAP_SYS_PTRACE, the gateway's own).
/// </summary>
sealed class CgroupFinder(string proc = "/proc", string ownProcess = "thread-self")
{
    const int MostDirectories = 10_000;
    const int MostProcesses = 4_096;
    const int MostNamespaces = 64;

    /// <summary>Path by cgroup id. What is not in it cannot be told for certain.</summary>
    public Dictionary<ulong, string> Find(HashSet<ulong> wanted)
    {
        var tree = new CgroupTree(wanted, MostDirectories);
        // thread-self, because a thread may be in other namespaces than its process.
        foreach (var mount in CgroupMount.Read($"{proc}/{ownProcess}/mountinfo"))
        {
            tree.Search(mount, mount.Point);
        }

        if (!tree.IsDone)
        {
            SearchProcesses(tree);
        }

        return tree.Found;
    }

    // Mountinfo shows the root of another's mount as seen from here, so its path names the container although that
    // container itself sees "/".
    void SearchProcesses(CgroupTree tree)
    {
        var seen = new HashSet<ulong>();
        if (MountNamespace(ownProcess) is { } own)
        {
            seen.Add(own);
        }

        foreach (var process in Processes())
        {
            if (tree.IsDone || seen.Count > MostNamespaces)
            {
                return;
            }

            if (MountNamespace(process) is { } theirs && seen.Add(theirs))
            {
                foreach (var mount in CgroupMount.Read($"{proc}/{process}/mountinfo"))
                {
                    tree.Search(mount, $"{proc}/{process}/root{mount.Point}");
                }
            }
        }
    }

    // Null also where the kernel forbids to look into the process.
    ulong? MountNamespace(string process) => FileStatus.Of($"{proc}/{process}/ns/mnt", follow: true)?.Inode;

    string[] Processes()
    {
        try
        {
            return [.. Directory.EnumerateDirectories(proc)
                .Select(directory => Path.GetFileName(directory))
                .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Take(MostProcesses)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
