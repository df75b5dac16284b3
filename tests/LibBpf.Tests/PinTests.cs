// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class PinTests
{
    [Fact]
    public void A_map_pinned_at_load_is_taken_over_with_its_content_by_the_next_load() => PrivateBpfFileSystem.Run(directory =>
    {
        var path = Path.Combine(directory, "map");
        using (var first = Load(path))
        {
            Assert.True(File.Exists(path));
            first.FindMap<Probe.Key, Probe.Value>(Probe.HashMap).Update(new(1, 2), new(3, 4, 5));
        }

        using var second = Load(path);

        var map = second.FindMap<Probe.Key, Probe.Value>(Probe.HashMap);
        Assert.Equal(path, map.Untyped.PinPath);
        Assert.Equal(new(3, 4, 5), map.Lookup(new(1, 2)));

        static BpfObject Load(string path) => Probe.Load(bpf => bpf.FindMap(Probe.HashMap).PinPath = path);
    });

    [Fact]
    public void A_pinned_map_of_another_shape_is_named_when_loading_fails() => PrivateBpfFileSystem.Run(directory =>
    {
        var path = Path.Combine(directory, "map");
        using var first = Probe.Load(bpf => bpf.FindMap("tiny_map").PinPath = path);
        using var second = Probe.Open();
        second.FindMap("tiny_map").PinPath = path;
        second.FindMap("tiny_map").MaxEntries = 99;

        var e = Assert.Throws<BpfException>(second.Load);

        Assert.Equal(Errno.EINVAL, e.Error);
        Assert.StartsWith("load probe: couldn't reuse pinned map", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_map_can_be_pinned_later_and_reused_by_path_or_descriptor() => PrivateBpfFileSystem.Run(directory =>
    {
        var path = Path.Combine(directory, "map");
        using var first = Probe.Load();
        first.FindMap(Probe.HashMap).Pin(path);
        first.FindMap<Probe.Key, Probe.Value>(Probe.HashMap).Update(new(1, 2), new(3, 4, 5));

        using var byPath = Probe.Load(bpf => bpf.FindMap(Probe.HashMap).ReusePinned(path));
        using var byDescriptor = Probe.Load(bpf => bpf.FindMap(Probe.HashMap).ReuseFd(first.FindMap(Probe.HashMap).Fd));

        Assert.Equal(new(3, 4, 5), byPath.FindMap<Probe.Key, Probe.Value>(Probe.HashMap).Lookup(new(1, 2)));
        Assert.Equal(new(3, 4, 5), byDescriptor.FindMap<Probe.Key, Probe.Value>(Probe.HashMap).Lookup(new(1, 2)));
        var exists = Assert.Throws<BpfException>(() => first.FindMap(Probe.HashMap).Pin(path));
        Assert.Equal(Errno.EEXIST, exists.Error);
    });

    [Fact]
    public void A_pinned_link_outlives_its_process_and_is_found_again() => PrivateBpfFileSystem.Run(directory =>
    {
        var path = Path.Combine(directory, "link");
        using var bpf = Probe.Load();
        using (var link = XdpLink.Attach(bpf.FindProgram("xdp_count"), PrivateNetwork.Loopback, XdpMode.Generic))
        {
            link.Pin(path);
        }

        try
        {
            Assert.True(XdpLink.Query(PrivateNetwork.Loopback).IsAttached);
            using var again = BpfLink.Open(path);
            again.Update(bpf.FindProgram("xdp_count_twice"));
            Assert.Equal(bpf.FindProgram("xdp_count_twice").Id, XdpLink.Query(PrivateNetwork.Loopback).ProgramId);
        }
        finally
        {
            File.Delete(path);
        }

        Eventually.Equal(false, () => XdpLink.Query(PrivateNetwork.Loopback).IsAttached);
    });

    [Fact]
    public void Only_a_bpffs_takes_pins() => PrivateBpfFileSystem.Run(directory =>
    {
        using var bpf = Probe.Load();
        var elsewhere = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        var place = Assert.Throws<BpfException>(() => bpf.FindMap("tiny_map").Pin(elsewhere));
        var missing = Assert.Throws<BpfException>(() => bpf.FindMap("tiny_map").Pin(Path.Combine(directory, "no", "map")));

        Assert.Equal((Errno.EPERM, false), (place.Error, place.IsPrivilegeMissing));
        Assert.Contains("is not on a mounted bpffs", place.Message, StringComparison.Ordinal);
        Assert.Contains("the directory does not exist", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(elsewhere));
    });

    [Fact]
    public void A_path_with_nothing_pinned_is_named() => PrivateBpfFileSystem.Run(directory =>
    {
        var path = Path.Combine(directory, "nothing");
        using var bpf = Probe.Open();

        var link = Assert.Throws<BpfException>(() => BpfLink.Open(path));
        var map = Assert.Throws<BpfException>(() => bpf.FindMap("tiny_map").ReusePinned(path));

        Assert.Equal((Errno.ENOENT, Errno.ENOENT), (link.Error, map.Error));
        Assert.StartsWith($"open map tiny_map pinned at {path}: ", map.Message, StringComparison.Ordinal);
    });
}
