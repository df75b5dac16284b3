// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Capture.Containers;
using KongMonitor.CaptureTests.Support;

namespace KongMonitor.CaptureTests;

public sealed class CgroupPathTests
{
    const string Id = Ids.Container;
    const string PodmanPod = "ad6e9f01b548";
    static readonly string[] pieces =
        ["/", "..", "libpod-", "docker", "cri-containerd:", "kubepods-", "pod", ".slice", ".scope", ":", "crio-", Id, Ids.UidInSlice, "\ud800", "é"];

    [Theory]
    // Podman: systemd with and without root, pods, cgroupfs, --cgroups=split, and what a container makes below
    [InlineData($"/machine.slice/libpod-{Id}.scope", "Podman", null)]
    [InlineData($"/machine.slice/libpod-{Id}.scope/container", "Podman", null)]
    [InlineData($"/machine.slice/libpod-{Id}.scope/container/system.slice/nginx.service", "Podman", null)]
    [InlineData($"/machine.slice/machine-libpod_pod_{Ids.Pod}.slice/libpod-{Id}.scope", "Podman", PodmanPod)]
    [InlineData($"/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-{Id}.scope/container", "Podman", null)]
    [InlineData($"/user.slice/user-1000.slice/user@1000.service/user.slice/user-libpod_pod_{Ids.Pod}.slice/libpod-{Id}.scope", "Podman", PodmanPod)]
    [InlineData($"/libpod_parent/libpod-{Id}", "Podman", null)]
    [InlineData($"/libpod_parent/{Ids.Pod}/libpod-{Id}", "Podman", PodmanPod)]
    [InlineData($"/system.slice/kong.service/libpod-payload-{Id}", "Podman", null)]
    [InlineData($"/../libpod-{Id}", "Podman", null)]
    // Docker
    [InlineData($"/system.slice/docker-{Id}.scope", "Docker", null)]
    [InlineData($"/docker/{Id}", "Docker", null)]
    [InlineData($"/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod{Ids.UidInSlice}.slice/docker-{Id}.scope", "Docker", Ids.Uid)]
    [InlineData($"/docker/{Ids.Pod}/docker/{Id}", "Docker", null)]
    [InlineData($"/docker/{Ids.Pod}/kubelet/kubepods/burstable/pod{Ids.Uid}/{Id}", "Unknown", Ids.Uid)]
    // containerd
    [InlineData($"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod{Ids.UidInSlice}.slice/cri-containerd-{Id}.scope", "Containerd", Ids.Uid)]
    [InlineData($"/kubepods.slice/kubepods-pod{Ids.UidInSlice}.slice/cri-containerd-{Id}.scope", "Containerd", Ids.Uid)]
    [InlineData($"/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod{Ids.UidInSlice}.slice/cri-containerd-{Id}.scope", "Containerd", Ids.Uid)]
    [InlineData($"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod{Ids.StaticUid}.slice/cri-containerd-{Id}.scope", "Containerd", Ids.StaticUid)]
    [InlineData($"/system.slice/containerd.service/kubepods-burstable-pod{Ids.UidInSlice}.slice:cri-containerd:{Id}", "Containerd", Ids.Uid)]
    [InlineData($"/cri-containerd:{Id}", "Containerd", null)]
    [InlineData($"/system.slice/nerdctl-{Id}.scope", "Containerd", null)]
    [InlineData($"/kubepods/burstable/pod{Ids.Uid}/{Id}", "Unknown", Ids.Uid)]
    [InlineData($"/kubepods/pod{Ids.StaticUid}/{Id}", "Unknown", Ids.StaticUid)]
    // CRI-O
    [InlineData($"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod{Ids.UidInSlice}.slice/crio-{Id}.scope", "CriO", Ids.Uid)]
    [InlineData($"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod{Ids.UidInSlice}.slice/crio-{Id}.scope/container", "CriO", Ids.Uid)]
    [InlineData($"/kubepods/burstable/pod{Ids.Uid}/crio-{Id}", "CriO", Ids.Uid)]
    // A bare id below a parent that the user chose
    [InlineData($"/gateways/{Id}", "Unknown", null)]
    [InlineData($"/:{Id}", "Unknown", null)]
    public void A_path_names_its_innermost_container(string path, string runtime, string? pod) =>
        Assert.Equal(new CgroupPath(Enum.Parse<ContainerRuntime>(runtime), Id, pod, null), CgroupPath.Parse(path));

    [Theory]
    [InlineData("/system.slice/kong.service", "kong.service", null)]
    [InlineData("/system.slice/kong.service/workers", "kong.service", null)]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/app.slice/kong.service", "kong.service", null)]
    [InlineData("/user.slice/user-1000.slice/session-3.scope", "session-3.scope", null)]
    [InlineData("/lxc.payload.gateway", "lxc.payload.gateway", null)]
    [InlineData("/../gateway", "gateway", null)]
    [InlineData("/", null, null)]
    [InlineData("", null, null)]
    [InlineData("/..", null, null)]
    [InlineData($"/libpod_parent/{Ids.Pod}", Ids.Pod, PodmanPod)]
    [InlineData($"/machine.slice/libpod-conmon-{Id}.scope", $"libpod-conmon-{Id}.scope", null)]
    [InlineData($"/kubepods.slice/kubepods-pod{Ids.UidInSlice}.slice/crio-conmon-{Id}.scope", $"crio-conmon-{Id}.scope", Ids.Uid)]
    [InlineData("/machine.slice/libpod-0123.scope", "libpod-0123.scope", null)]
    [InlineData("/system.slice/docker-4F5E0C1D2B3A49586778695A4B3C2D1E0F00112233445566778899AABBCCDDEE.scope", "docker-4F5E0C1D2B3A49586778695A4B3C2D1E0F00112233445566778899AABBCCDDEE.scope", null)]
    public void What_is_no_container_has_the_name_of_its_unit_or_of_its_last_segment(string path, string? unit, string? pod) =>
        Assert.Equal(new CgroupPath(ContainerRuntime.Unknown, null, pod, unit), CgroupPath.Parse(path));

    [Fact]
    public void Of_a_container_in_a_container_the_inner_one_counts() =>
        Assert.Equal(Ids.Inner, CgroupPath.Parse($"/machine.slice/libpod-{Id}.scope/docker/{Ids.Inner}/init").Id);

    [Fact]
    public void No_path_makes_it_fail_or_gives_an_id_that_is_none() =>
        Pieces.Joined(pieces).Sample(path =>
        {
            var parsed = CgroupPath.Parse(path);
            Assert.True(parsed.Id is null || ContainerId.Is(parsed.Id));
        });

    [Fact]
    public void A_mount_is_read_from_its_line_of_mountinfo()
    {
        Assert.Equal(
            new CgroupMount(41, "/../kong pod", "/sys/fs/c\\g\t\n"),
            CgroupMount.Parse(@"41 31 0:38 /../kong\040pod /sys/fs/c\134g\011\012 rw,relatime shared:9 master:2 - cgroup2 cgroup2 rw,nsdelegate"));
        Assert.Null(CgroupMount.Parse("33 31 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct"));
        Assert.Null(CgroupMount.Parse("cgroup2 - cgroup2 "));
    }

    [Fact]
    public void No_line_of_mountinfo_makes_it_fail() =>
        Pieces.Joined(" ", " - cgroup2 ", "1", "/", @"\", @"\040").Sample(line => _ = CgroupMount.Parse(line));
}
