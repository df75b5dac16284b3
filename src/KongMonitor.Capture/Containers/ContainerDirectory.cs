// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Core;

namespace KongMonitor.Capture.Containers;

/// <summary>
/// Finds out who the cgroups are that the kernel counts by. Cheap while nothing is new: only cgroups that are not known yet
/// are looked for, at most once a second and ever more seldom. Who was found once stays, also after its end. Not thread-safe.
/// </summary>
public sealed class ContainerDirectory
{
    static readonly TimeSpan shortestPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan longestPause = TimeSpan.FromMinutes(1);

    readonly CgroupFinder finder;
    readonly ContainerFiles files;
    readonly TimeProvider time;
    readonly HashSet<ulong> unknown = [];
    readonly HashSet<ulong> tried = [];
    TimeSpan pause = shortestPause;
    long? last;

    /// <summary>Looks at this machine: the mounted cgroup2 trees, /proc, and the runtimes' files below /host and /.</summary>
    public ContainerDirectory()
        : this(new CgroupFinder(), new ContainerFiles("/host", "/"), TimeProvider.System)
    {
    }

    internal ContainerDirectory(CgroupFinder finder, ContainerFiles files, TimeProvider time) =>
        (this.finder, this.files, this.time) = (finder, files, time);

    /// <summary>Fills the identities that are null and can be found out; the others stay as they are.</summary>
    /// <param name="cgroups">The cgroup id of each index; 0 where there is none.</param>
    /// <param name="identities">Of the same length; kept by the caller from call to call.</param>
    public void Resolve(ReadOnlySpan<ulong> cgroups, Span<ContainerIdentity?> identities)
    {
        var isNew = CollectUnknown(cgroups, identities);
        if (unknown.Count == 0 || !IsTime(isNew))
        {
            return;
        }

        var found = finder.Find(unknown);
        for (var i = 0; i < cgroups.Length; i++)
        {
            if (identities[i] is null && found.TryGetValue(cgroups[i], out var path))
            {
                identities[i] = Identify(path);
            }
        }
    }

    bool CollectUnknown(ReadOnlySpan<ulong> cgroups, ReadOnlySpan<ContainerIdentity?> identities)
    {
        unknown.Clear();
        var isNew = false;
        for (var i = 0; i < cgroups.Length; i++)
        {
            if (cgroups[i] != 0 && identities[i] is null)
            {
                unknown.Add(cgroups[i]);
                isNew |= !tried.Contains(cgroups[i]);
            }
        }

        return isNew;
    }

    // A new one is worth a search soon; one that could not be found may appear with its mount, but hardly in a moment.
    bool IsTime(bool isNew)
    {
        var now = time.GetTimestamp();
        var due = last is not { } before || time.GetElapsedTime(before, now) >= (isNew ? shortestPause : pause);
        if (due)
        {
            last = now;
            pause = isNew ? shortestPause : Min(pause * 2, longestPause);
            tried.UnionWith(unknown);
        }

        return due;
    }

    ContainerIdentity Identify(string path)
    {
        var cgroup = CgroupPath.Parse(path);
        var names = cgroup.Id is { } id ? files.Find(cgroup.Runtime, id) : null;
        return new ContainerIdentity(
            cgroup.Id, Safe(names?.Name ?? cgroup.Unit), Safe(names?.Pod ?? cgroup.Pod), Safe(names?.Image), Safe(path)!);
    }

    static string? Safe(string? text) => text is null ? null : WireText.Show(Encoding.UTF8.GetBytes(text));

    static TimeSpan Min(TimeSpan x, TimeSpan y) => x < y ? x : y;
}
