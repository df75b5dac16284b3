// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Pins;

namespace KongMonitor.CaptureTests;

public sealed class BpfFileSystemTests
{
    const string Root = "24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw";
    const string Sys = "25 24 0:21 / /sys rw,nosuid shared:2 - sysfs sysfs rw";
    const string Usual = "33 25 0:30 / /sys/fs/bpf rw,nosuid,nodev,noexec,relatime shared:9 - bpf bpf rw,mode=700";
    const string Other = "40 24 0:41 / /run/my\\040bpf rw,relatime - bpf none rw";

    [Fact]
    public void The_usual_place_goes_before_others() => Assert.Equal("/sys/fs/bpf", Choose(Root, Sys, Other, Usual));

    [Fact]
    public void Any_other_place_will_do() => Assert.Equal("/run/my bpf", Choose(Root, Sys, Other));

    [Fact]
    public void Without_one_there_is_none() => Assert.Null(Choose(Root, Sys));

    [Fact]
    public void A_mount_that_hides_it_takes_it_away() =>
        Assert.Null(Choose(Root, Sys, Usual, "50 25 0:50 / /sys/fs/bpf ro - tmpfs tmpfs ro"));

    [Theory]
    [InlineData("/sys/fs/bpf", "bpf")]
    [InlineData("/sys/fs/bpf/deeper/still", "bpf")]
    [InlineData("/sys/fs/bpffs", "sysfs")]
    [InlineData("/home", "ext4")]
    public void A_directory_is_on_the_innermost_mount_above_it(string directory, string type) =>
        Assert.Equal(type, BpfFileSystem.Innermost(directory, [Root, Sys, Usual]));

    [Theory]
    [InlineData("eth0-xdp", "eth0", "xdp")]
    [InlineData("eth0%2E100-egress", "eth0.100", "egress")]
    [InlineData("a-b%25-ingress", "a-b%", "ingress")]
    public void A_links_name_is_its_interface_and_its_hook(string name, string interfaceName, string hook) =>
        Assert.Equal((interfaceName, hook), LinkName.Parse(name));

    [Fact]
    public void A_line_that_is_no_mount_is_passed_over() => Assert.Null(Choose("", "x", "1 2 3 - bpf"));

    static string? Choose(params string[] table) => BpfFileSystem.Choose(table) is [var first, ..] ? first : null;
}
