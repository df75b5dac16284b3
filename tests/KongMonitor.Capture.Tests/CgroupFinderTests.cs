// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Capture.Containers;
using KongMonitor.CaptureTests.Support;

namespace KongMonitor.CaptureTests;

/// <summary>What can be told for certain from where one stands: real mounts, real namespaces.</summary>
public sealed class CgroupFinderTests : IDisposable
{
    const string Gateway = $"machine.slice/libpod-{Ids.Container}.scope";
    const string Monitor = $"machine.slice/libpod-{Ids.Inner}.scope";
    readonly Cgroups cgroups = new();
    readonly Folder folder = new();

    public void Dispose()
    {
        cgroups.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_inode_of_a_cgroups_directory_is_the_id_that_the_kernel_gives_it()
    {
        var id = cgroups.Make(Gateway);
        Assert.Equal(id, FileStatus.Of(cgroups.Directory(Gateway))?.Inode);
    }

    [Fact]
    public void Beside_the_gateway_with_the_hosts_tree_mounted_the_gateway_is_found()
    {
        var id = cgroups.Make(Gateway);
        Assert.Equal(new() { [id] = FromRoot(Gateway) }, FindInPod(id, mount: host => Bind(Cgroups.Mount!, host)));
    }

    [Fact]
    public void Beside_the_gateway_with_a_part_of_the_hosts_tree_mounted_the_gateway_is_found()
    {
        var id = cgroups.Make($"{Gateway}/container");
        Assert.Equal(
            new() { [id] = InPod($"{Gateway}/container") }, FindInPod(id, mount: host => Bind(cgroups.Directory(Gateway), host)));
    }

    [Fact]
    public void Beside_the_gateway_with_a_shared_process_namespace_the_gateway_is_found_through_its_own_mount()
    {
        var id = cgroups.Make(Gateway);
        using var gateway = new Contained(cgroups, Gateway);
        Assert.Equal(new() { [id] = InPod(Gateway) }, FindInPod(id, gateway));
    }

    [Fact]
    public void What_the_gateways_container_made_below_its_cgroup_is_found_too()
    {
        var id = cgroups.Make($"{Gateway}/nested");
        using var gateway = new Contained(cgroups, Gateway);
        Assert.Equal(new() { [id] = InPod($"{Gateway}/nested") }, FindInPod(id, gateway));
    }

    [Fact]
    public void Where_the_kernel_forbids_to_look_into_the_gateway_there_is_the_number_alone()
    {
        var id = cgroups.Make(Gateway);
        using var gateway = new Contained(cgroups, Gateway);
        Assert.Empty(FindInPod(id, gateway, last: Native.DropCapabilities));
    }

    [Fact]
    public void Without_a_mount_and_without_a_process_there_is_the_number_alone() => Assert.Empty(FindInPod(cgroups.Make(Gateway)));

    [Fact]
    public void The_readers_own_cgroup_has_no_name_in_its_own_namespace()
    {
        var id = cgroups.Make(Monitor);
        Assert.Empty(FindInPod(id, mount: host => Native.Check(Native.mount("none", host, "cgroup2", 0, null))));
        Assert.Equal(new() { [id] = FromRoot(Monitor) }, FindInPod(id, mount: host => Bind(Cgroups.Mount!, host)));
    }

    [Fact]
    public void With_the_hosts_tree_mounted_beside_the_readers_own_the_hosts_path_counts()
    {
        var id = cgroups.Make($"{Monitor}/nested");
        var found = FindInPod(id, mount: host =>
        {
            Native.Check(Native.mount("none", folder.Subfolder("own"), "cgroup2", 0, null));
            Bind(Cgroups.Mount!, host);
        });
        Assert.Equal(new() { [id] = FromRoot($"{Monitor}/nested") }, found);
    }

    [Fact]
    public void Of_trees_mounted_over_each_other_none_lends_its_path_to_another()
    {
        var hidden = cgroups.Make(Monitor);
        var seen = cgroups.Make(Gateway);
        var found = OnThread.WithOwnMounts(() =>
        {
            var point = folder.Subfolder("cgroup");
            Bind(cgroups.Directory(Monitor), point);
            Bind(cgroups.Directory(Gateway), point);
            Native.Check(Native.umount2(Cgroups.Mount!, 0));
            return new CgroupFinder(Processes(null)).Find([hidden, seen]);
        });
        Assert.Equal(new() { [seen] = cgroups.Path(Gateway) }, found);
    }

    [Fact]
    public void A_search_ends_after_as_many_directories_as_it_may_look_at()
    {
        ulong[] ids = [.. Enumerable.Range(0, 20).Select(i => cgroups.Make($"many/{i}"))];
        var mount = new CgroupMount(FileStatus.Of(cgroups.Directory("many"))!.Value.Mount, "/many", cgroups.Directory("many"));
        foreach (var most in (int[])[0, 7, 100])
        {
            var tree = new CgroupTree([.. ids], most);
            tree.Search(mount, mount.Point);
            Assert.Equal(Math.Min(most, ids.Length), tree.Found.Count);
        }
    }

    [Fact]
    public void A_link_to_a_tree_is_not_followed()
    {
        cgroups.Make($"{Gateway}/nested");
        var link = Path.Combine(folder.Path, "link");
        File.CreateSymbolicLink(link, cgroups.Directory(Gateway));
        var tree = new CgroupTree([FileStatus.Of(cgroups.Directory($"{Gateway}/nested"))!.Value.Inode], 100);
        tree.Search(new CgroupMount(FileStatus.Of(cgroups.Directory(Gateway))!.Value.Mount, "/", link), link);
        Assert.Empty(tree.Found);
    }

    // As the monitor's container sees it: from a cgroup beside the gateway's, in namespaces of its own, with no cgroup2 tree but
    // what `mount` mounts, and no process but the gateway's.
    Dictionary<ulong, string> FindInPod(ulong id, Contained? gateway = null, Action<string>? mount = null, Action? last = null)
    {
        cgroups.Make(Monitor);
        var host = folder.Subfolder("host");
        var processes = Processes(gateway);
        var before = File.ReadLines("/proc/self/cgroup").Single(line => line.StartsWith("0::", StringComparison.Ordinal))[3..];
        File.WriteAllText($"{cgroups.Directory(Monitor)}/cgroup.procs", $"{Environment.ProcessId}");
        try
        {
            return OnThread.WithOwnMounts(() =>
            {
                Native.Check(Native.unshare(Native.CLONE_NEWCGROUP));
                mount?.Invoke(host);
                Native.Check(Native.umount2(Cgroups.Mount!, 0));
                last?.Invoke();
                return new CgroupFinder(processes).Find([id]);
            });
        }
        finally
        {
            File.WriteAllText($"{Cgroups.Mount}{before}/cgroup.procs", $"{Environment.ProcessId}");
        }
    }

    // A part of /proc.
    string Processes(Contained? process)
    {
        var proc = Directory.CreateDirectory($"{folder.Path}/proc-{Guid.NewGuid():N}").FullName;
        foreach (var name in (string[])["thread-self", .. process is null ? [] : new[] { $"{process.Id}" }])
        {
            File.CreateSymbolicLink($"{proc}/{name}", $"/proc/{name}");
        }

        return proc;
    }

    static string InPod(string cgroup) => cgroup.Replace("machine.slice", "/..");

    // The root is three levels above the monitor's cgroup.
    string FromRoot(string cgroup) => "/../../.." + cgroups.Path(cgroup);

    static void Bind(string source, string target) => Native.Check(Native.mount(source, target, null, Native.MS_BIND, null));
}
