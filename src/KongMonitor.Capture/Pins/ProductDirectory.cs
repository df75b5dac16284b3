// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Capture.Pins;

/// <summary>
/// The directory on a bpffs that all network namespaces have in common, each with a store of its own in it. Like /tmp it is
/// everybody's and sticky, since monitors of different users may share a node's bpffs. It is never removed: another monitor may
/// be about to use it.
/// </summary>
sealed partial class ProductDirectory(string bpfFileSystem)
{
    public const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode Everybodys = (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit;

    public string Path { get; } = System.IO.Path.Combine(bpfFileSystem, "kong-ebpf-monitor");

    /// <summary>Makes it, if it is not there.</summary>
    /// <exception cref="UnauthorizedAccessException">It is not to be trusted: a link, or another user's.</exception>
    public void Make()
    {
        // mkdir follows no link, unlike chmod.
        var before = umask(0);
        try
        {
            Directory.CreateDirectory(Path, Everybodys);
        }
        finally
        {
            _ = umask(before);
        }

        var status = FileStatus.Of(Path) ?? throw new IOException("the directory is gone again");
        if (!status.IsDirectory || (status.User != 0 && status.User != geteuid()))
        {
            throw new UnauthorizedAccessException($"{Path} is not a directory of root or of this user");
        }
    }

    /// <summary>Unpins what network namespaces left that are gone.</summary>
    public void RemoveOrphans(string except)
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        foreach (var root in Directory.GetDirectories(Path).Where(root => root != except))
        {
            var store = new PinStore(bpfFileSystem, System.IO.Path.GetFileName(root));
            if (store.IsOrphan())
            {
                TryRemove(store);
            }
        }
    }

    // Another start may do the same at this moment.
    static void TryRemove(PinStore store)
    {
        try
        {
            store.Remove();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left of it the next start finds.
        }
    }

    // mode_t umask(mode_t mask)
    [LibraryImport("libc")]
    private static partial uint umask(uint mask);

    // uid_t geteuid(void)
    [LibraryImport("libc")]
    private static partial uint geteuid();
}
