// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.CaptureTests.Support;

/// <summary>A process in a cgroup, with cgroup and mount namespaces of its own and its own cgroup2 mount: what a container is to those who look.</summary>
sealed class Contained : IDisposable
{
    readonly Process process;

    public Contained(Cgroups cgroups, string cgroup)
    {
        const string inside = """
            umount "$MOUNT" && mount -t cgroup2 none "$MOUNT" && echo ready && exec sleep 60
            """;
        var start = new ProcessStartInfo("sh", ["-c", """echo $$ > "$CGROUP/cgroup.procs" && exec unshare --cgroup --mount --propagation private sh -c "$INSIDE" """])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["CGROUP"] = cgroups.Directory(cgroup);
        start.Environment["MOUNT"] = Cgroups.Mount;
        start.Environment["INSIDE"] = inside;
        process = Process.Start(start)!;
        Assert.Equal("ready", process.StandardOutput.ReadLine());
    }

    public int Id => process.Id;

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
