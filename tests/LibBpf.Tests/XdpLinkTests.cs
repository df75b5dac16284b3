// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class XdpLinkTests
{
    [Theory]
    [InlineData(XdpMode.Native, XdpMode.Native)]
    [InlineData(XdpMode.Generic, XdpMode.Generic)]
    [InlineData(XdpMode.DriverDefault, XdpMode.Native)]
    public void A_program_sees_packets_until_its_link_is_disposed(XdpMode mode, XdpMode expected) => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var program = bpf.FindProgram("xdp_count");
        var packets = bpf.FindMap<uint, ulong>("packet_map");
        using (XdpLink.Attach(program, PrivateNetwork.Right, mode))
        {
            var status = XdpLink.Query(PrivateNetwork.Right);
            Assert.Equal((true, program.Id, (XdpMode?)expected), (status.IsAttached, status.ProgramId, status.Mode));
            PrivateNetwork.Send(PrivateNetwork.Left, 25);
            Eventually.Equal(25ul, () => packets.Lookup(0));
        }

        Assert.Equal(default, XdpLink.Query(PrivateNetwork.Right));
        PrivateNetwork.Send(PrivateNetwork.Left, 5);
        Assert.Equal(25ul, packets.Lookup(0));
    });

    [Fact]
    public void A_driver_without_native_XDP_is_told_from_other_failures() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var program = bpf.FindProgram("xdp_count");

        var e = Assert.Throws<BpfException>(() => XdpLink.Attach(program, PrivateNetwork.Loopback, XdpMode.Native));

        Assert.Equal(Errno.EOPNOTSUPP, e.Error);
        Assert.True(e.IsNotSupported);
        Assert.StartsWith(
            "attach xdp_count to lo (native XDP): native XDP is not supported by the driver (EOPNOTSUPP",
            e.Message,
            StringComparison.Ordinal);
        using var link = XdpLink.Attach(program, PrivateNetwork.Loopback, XdpMode.DriverDefault);
        Assert.Equal(XdpMode.Generic, XdpLink.Query(PrivateNetwork.Loopback).Mode);
    });

    [Fact]
    public void A_program_that_is_already_there_is_named() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var first = bpf.FindProgram("xdp_count");
        var second = bpf.FindProgram("xdp_metadata");
        using var link = XdpLink.Attach(first, PrivateNetwork.Left, XdpMode.Generic);

        var busy = Assert.Throws<BpfException>(() => XdpLink.Attach(second, PrivateNetwork.Left, XdpMode.Generic));
        Assert.Equal(Errno.EBUSY, busy.Error);
        Assert.Contains(
            $"XDP program {first.Id} 'xdp_count' is already there (generic XDP)", busy.Message, StringComparison.Ordinal);
        var otherMode = Assert.Throws<BpfException>(() => XdpLink.Attach(second, PrivateNetwork.Left, XdpMode.Native));
        Assert.Equal(Errno.EEXIST, otherMode.Error);
        Assert.Contains("'xdp_count'", otherMode.Message, StringComparison.Ordinal);
        Assert.Equal(first.Id, XdpLink.Query(PrivateNetwork.Left).ProgramId);
    });

    [Fact]
    public void An_MTU_beyond_the_drivers_limit_is_explained() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        Tool.Run("ip", "link set left mtu 9000");
        Tool.Run("ip", "link set right mtu 9000");

        var e = Assert.Throws<BpfException>(() =>
            XdpLink.Attach(bpf.FindProgram("xdp_count"), PrivateNetwork.Left, XdpMode.Native));

        Assert.True(e.IsNotSupported);
        Assert.Contains("the MTU is too large for a program without frags", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void An_interface_that_is_not_there_is_ENODEV() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();

        var e = Assert.Throws<BpfException>(() => XdpLink.Attach(bpf.FindProgram("xdp_count"), 4711));

        Assert.Equal(Errno.ENODEV, e.Error);
        Assert.StartsWith("attach xdp_count to interface 4711 (XDP): there is no such interface", e.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.ENODEV, Assert.Throws<BpfException>(() => XdpLink.Query(4711)).Error);
    });
}
