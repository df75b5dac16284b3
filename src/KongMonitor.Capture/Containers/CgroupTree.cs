// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Containers;

/// <summary>
/// Looks for cgroups by their ids in mounted trees. On 64-bit machines the id is the inode of the cgroup's directory. Each
/// directory must be on the very mount whose root is known, so a path never comes from another tree that was mounted over.
/// </summary>
sealed class CgroupTree(HashSet<ulong> wanted, int mostDirectories)
{
    const int MostLevels = 32;
    static readonly EnumerationOptions here = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
        RecurseSubdirectories = false,
    };

    readonly HashSet<ulong> walked = [];
    int left = mostDirectories;

    /// <summary>Path by cgroup id, of those that were found.</summary>
    public Dictionary<ulong, string> Found { get; } = [];

    /// <summary>Nothing more to look for, or looked for long enough.</summary>
    public bool IsDone => Found.Count == wanted.Count || left <= 0;

    /// <summary>Looks in a mount, which is seen at <paramref name="top"/>; the cgroups nearest to the root first.</summary>
    public void Search(CgroupMount mount, string top)
    {
        if (FileStatus.Of(top) is not { } root || !IsPart(root, mount) || !walked.Add(root.Inode))
        {
            return;
        }

        var waiting = new Queue<(string Directory, string Path, int Level)>();
        if (mount.IsRootNamed)
        {
            Take(root, mount.Root);
        }

        waiting.Enqueue((top, mount.Root.TrimEnd('/'), 1));
        while (!IsDone && waiting.TryDequeue(out var parent))
        {
            foreach (var directory in Children(parent.Directory))
            {
                left--;
                if (FileStatus.Of(directory) is not { } status || !IsPart(status, mount))
                {
                    continue;
                }

                var path = $"{parent.Path}/{Path.GetFileName(directory)}";
                Take(status, path);
                if (parent.Level < MostLevels)
                {
                    waiting.Enqueue((directory, path, parent.Level + 1));
                }
            }
        }
    }

    static bool IsPart(FileStatus status, CgroupMount mount) => status.IsDirectory && status.Mount == mount.Number;

    void Take(FileStatus status, string path)
    {
        if (wanted.Contains(status.Inode))
        {
            Found.TryAdd(status.Inode, path);
        }
    }

    string[] Children(string directory)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(directory, "*", here).Take(left)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // A cgroup that was removed meanwhile.
        }
    }
}
