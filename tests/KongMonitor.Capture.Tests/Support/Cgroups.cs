// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.CaptureTests.Support;

/// <summary>Real cgroups in a subtree of their own below this machine's cgroup2 mount, removed after the test with all processes in them.</summary>
sealed class Cgroups : IDisposable
{
    readonly string home = $"kong-monitor-test-{Environment.ProcessId}";
    readonly List<string> made = [];

    public Cgroups()
    {
        Assert.SkipUnless(Native.geteuid() == 0, "needs root: it makes cgroups");
        Assert.SkipWhen(Mount is null, "needs a mounted cgroup2 tree in which its root can be seen");
        Make("");
    }

    /// <summary>Where the whole tree is mounted.</summary>
    public static string? Mount { get; } = File.ReadLines("/proc/self/mountinfo")
        .Where(line => line.Contains(" - cgroup2 ", StringComparison.Ordinal))
        .Select(line => line.Split(' '))
        .FirstOrDefault(fields => fields[3] == "/")?[4];

    /// <summary>The path of a cgroup as its root sees it.</summary>
    public string Path(string name) => $"/{home}/{name}".TrimEnd('/');

    public string Directory(string name) => Mount + Path(name);

    /// <summary>Makes a cgroup with those above it, and tells its id.</summary>
    public ulong Make(string name)
    {
        var directory = Mount!;
        foreach (var segment in Path(name).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            directory += $"/{segment}";
            if (!System.IO.Directory.Exists(directory))
            {
                System.IO.Directory.CreateDirectory(directory);
                made.Add(directory);
            }
        }

        return Native.CgroupId(directory);
    }

    public void Remove(string name) => RemoveDirectory(Directory(name));

    public void Dispose()
    {
        foreach (var directory in Enumerable.Reverse(made).Where(System.IO.Directory.Exists))
        {
            RemoveDirectory(directory);
        }
    }

    // Its processes are still leaving for a moment after they were killed.
    static void RemoveDirectory(string directory)
    {
        File.WriteAllText($"{directory}/cgroup.kill", "1");
        var clock = Stopwatch.StartNew();
        while (File.ReadLines($"{directory}/cgroup.events").Contains("populated 1"))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{directory} still has processes");
            Thread.Yield();
        }

        System.IO.Directory.Delete(directory);
    }
}
