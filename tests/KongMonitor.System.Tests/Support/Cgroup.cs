// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Security.Cryptography;

namespace KongMonitor.SystemTests.Support;

/// <summary>A cgroup of version 2, as a container runtime makes one. Its processes have to end before it.</summary>
sealed class Cgroup : IDisposable
{
    static readonly string? tree = File.ReadLines("/proc/self/mountinfo")
        .Select(line => line.Split(' '))
        .FirstOrDefault(column => column[Array.IndexOf(column, "-") + 1] == "cgroup2")?[4];

    static readonly TimeSpan patience = TimeSpan.FromSeconds(5);
    static int made;

    public Cgroup(string? name = null)
    {
        Assert.SkipWhen(tree is null, "needs a mounted cgroup2 tree");
        ContainerId = Convert.ToHexStringLower(SHA256.HashData(
            BitConverter.GetBytes(((long)Environment.ProcessId << 32) + Interlocked.Increment(ref made))));
        Path = System.IO.Path.Combine(tree!, name ?? $"libpod-{ContainerId}.scope");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>In the cgroup's name, unless the test gave it one.</summary>
    public string ContainerId { get; }

    /// <summary>By which the kernel knows it: its directory's inode.</summary>
    public string Id => Command.Run("stat", "--format=%i", Path).Trim();

    /// <summary>The words before a command that make it run in here.</summary>
    public string[] Enter => ["sh", "-c", $"echo $$ >{Path}/cgroup.procs && exec \"$@\"", "sh"];

    public void Dispose()
    {
        // The kernel takes an ended process out in its own time.
        var clock = Stopwatch.StartNew();
        while (!IsRemoved() && clock.Elapsed < patience)
        {
            Thread.Sleep(10);
        }
    }

    bool IsRemoved()
    {
        try
        {
            Directory.Delete(Path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
