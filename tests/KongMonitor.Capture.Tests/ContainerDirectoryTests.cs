// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Containers;
using KongMonitor.CaptureTests.Support;
using KongMonitor.Core;

namespace KongMonitor.CaptureTests;

/// <summary>With cgroups that are really there.</summary>
public sealed class ContainerDirectoryTests : IDisposable
{
    const string Id = Ids.Container;
    readonly Cgroups cgroups = new();
    readonly Folder root = new();
    readonly ManualTime time = new();

    public void Dispose()
    {
        cgroups.Dispose();
        root.Dispose();
    }

    [Theory]
    [InlineData($"machine.slice/libpod-{Id}.scope/container", null, null)]
    [InlineData($"libpod_parent/{Ids.Pod}/libpod-{Id}", null, "ad6e9f01b548")]
    [InlineData($"system.slice/docker-{Id}.scope", null, null)]
    [InlineData($"kubepods.slice/kubepods-pod{Ids.UidInSlice}.slice/cri-containerd-{Id}.scope", null, Ids.Uid)]
    [InlineData($"kubepods/burstable/pod{Ids.Uid}/crio-{Id}", null, Ids.Uid)]
    public void A_cgroup_named_as_a_runtime_names_it_is_that_container(string path, string? name, string? pod)
    {
        var cgroup = cgroups.Make(path);
        Assert.Equal(new ContainerIdentity(Id, name, pod, null, cgroups.Path(path)), Resolve(Here(), cgroup));
    }

    [Fact]
    public void Names_come_from_the_runtimes_files()
    {
        root.File($"var/lib/docker/containers/{Id}/config.v2.json", """{"Name":"/kong","Config":{"Image":"kong:3.9"}}""");
        var identity = Resolve(Here(), cgroups.Make($"docker/{Id}"));
        Assert.Equal(("kong", "kong:3.9"), (identity?.Name, identity?.Image));
    }

    [Fact]
    public void A_service_of_the_host_has_its_units_name()
    {
        var identity = Resolve(Here(), cgroups.Make("system.slice/kong.service"));
        Assert.Equal((null, "kong.service"), (identity?.Id, identity?.Name));
    }

    [Fact]
    public void Hostile_names_are_safe_to_show()
    {
        var path = $"machine.slice/libpod-{Id}.scope";
        root.File(
            "var/lib/containers/storage/overlay-containers/containers.json",
            $$$"""[{"id":"{{{Id}}}","names":["\u001b[31m\u202eevil"],"metadata":"{\"image-name\":\"a\\nb\"}"}]""");
        var container = Resolve(Here(), cgroups.Make(path));
        Assert.Equal((@"\x1b[31m\xe2\x80\xaeevil", @"a\x0ab"), (container?.Name, container?.Image));
        var other = Resolve(Here(), cgroups.Make("\e[31mred"));
        Assert.Equal((@"\x1b[31mred", cgroups.Path(@"\x1b[31mred")), (other?.Name, other?.Path));
    }

    [Fact]
    public void Each_index_gets_the_identity_of_its_own_cgroup()
    {
        ulong[] ids = [0, cgroups.Make($"docker/{Id}"), 0, cgroups.Make($"docker/{Ids.Inner}"), cgroups.Make($"docker/{Id}/nested")];
        var identities = new ContainerIdentity?[ids.Length];
        Here().Resolve(ids, identities);
        Assert.Equal([null, Id, null, Ids.Inner, Id], identities.Select(identity => identity?.Id));
    }

    [Fact]
    public void A_container_that_ended_keeps_its_identity()
    {
        ulong[] ids = [cgroups.Make($"docker/{Id}")];
        var identities = new ContainerIdentity?[1];
        var directory = Here();
        directory.Resolve(ids, identities);
        cgroups.Remove($"docker/{Id}");
        time.Pass(1000);
        directory.Resolve(ids, identities);
        Assert.Equal(Id, identities[0]?.Id);
    }

    [Fact]
    public void A_cgroup_that_is_nowhere_stays_a_number()
    {
        var gone = cgroups.Make("gone");
        cgroups.Remove("gone");
        Assert.Null(Resolve(Here(), gone));
        Assert.Null(Resolve(Here(), ulong.MaxValue));
    }

    [Fact]
    public void What_was_not_found_is_looked_for_again_but_ever_more_seldom()
    {
        ulong[] ids = [cgroups.Make($"docker/{Id}")];
        var identities = new ContainerIdentity?[1];
        var mounts = root.File("proc/thread-self/mountinfo", "");
        var directory = new ContainerDirectory(new CgroupFinder($"{root.Path}/proc"), new ContainerFiles(root.Path), time);
        directory.Resolve(ids, identities);
        time.Pass(1);
        directory.Resolve(ids, identities);
        File.Copy("/proc/self/mountinfo", mounts, overwrite: true);
        time.Pass(1.9);
        directory.Resolve(ids, identities);
        Assert.Null(identities[0]);
        time.Pass(0.2);
        directory.Resolve(ids, identities);
        Assert.Equal(Id, identities[0]?.Id);
    }

    [Fact]
    public void A_new_cgroup_does_not_wait_for_those_that_cannot_be_found()
    {
        ulong[] ids = [ulong.MaxValue, 0];
        var identities = new ContainerIdentity?[2];
        var directory = Here();
        for (var i = 0; i < 10; i++)
        {
            directory.Resolve(ids, identities);
            time.Pass(60);
        }

        directory.Resolve(ids, identities);
        ids[1] = cgroups.Make($"docker/{Id}");
        directory.Resolve(ids, identities);
        Assert.Null(identities[1]);
        time.Pass(1);
        directory.Resolve(ids, identities);
        Assert.Equal(Id, identities[1]?.Id);
    }

    [Fact]
    public void Once_all_are_known_nothing_is_looked_at_any_more()
    {
        ulong[] ids = [cgroups.Make($"docker/{Id}")];
        var known = new ContainerIdentity(null, "kong", null, null, "/");
        ContainerIdentity?[] identities = [known];
        var directory = Here();
        directory.Resolve(ids, identities);
        Assert.Same(known, identities[0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        directory.Resolve(ids, identities);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    ContainerDirectory Here() => new(new CgroupFinder(), new ContainerFiles(root.Path), time);

    static ContainerIdentity? Resolve(ContainerDirectory directory, ulong cgroup)
    {
        var identities = new ContainerIdentity?[2];
        directory.Resolve([0, cgroup], identities);
        Assert.Null(identities[0]);
        return identities[1];
    }
}
