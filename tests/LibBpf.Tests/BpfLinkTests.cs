// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class BpfLinkTests
{
    [Fact]
    public void A_link_takes_another_program_in_place() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var packets = bpf.FindMap<uint, ulong>("packet_map");
        using var link = XdpLink.Attach(bpf.FindProgram("xdp_count"), PrivateNetwork.Right);

        link.Update(bpf.FindProgram("xdp_count_twice"));
        PrivateNetwork.Send(PrivateNetwork.Left, 4);

        Eventually.Equal(8ul, () => packets.Lookup(0));
        Assert.Equal(bpf.FindProgram("xdp_count_twice").Id, link.GetInfo().ProgramId);
    });

    [Fact]
    public void A_program_of_another_kind_is_refused() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        using var link = XdpLink.Attach(bpf.FindProgram("xdp_count"), PrivateNetwork.Right);

        var e = Assert.Throws<BpfException>(() => link.Update(bpf.FindProgram("tc_mark")));

        Assert.StartsWith("update xdp_count on right (XDP) to program tc_mark: ", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_link_knows_its_interface_until_that_is_gone() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        using var xdp = XdpLink.Attach(bpf.FindProgram("xdp_count"), PrivateNetwork.Right);
        using var tcx = TcxLink.Attach(bpf.FindProgram("tc_mark"), PrivateNetwork.Right, TcDirection.Egress);
        Assert.Equal(PrivateNetwork.Right, xdp.GetInfo().InterfaceIndex);
        Assert.Equal(PrivateNetwork.Right, tcx.GetInfo().InterfaceIndex);

        Tool.Run("ip", "link del right");

        Assert.Equal(0, xdp.GetInfo().InterfaceIndex);
        Assert.Equal(0, tcx.GetInfo().InterfaceIndex);
        Assert.Equal(Errno.ENOLINK, Assert.Throws<BpfException>(() => xdp.Update(bpf.FindProgram("xdp_count"))).Error);
    });

    [Fact]
    public void Detach_takes_the_program_off_at_once() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        using var link = XdpLink.Attach(bpf.FindProgram("xdp_count"), PrivateNetwork.Right);

        link.Detach();

        Assert.False(XdpLink.Query(PrivateNetwork.Right).IsAttached);
    });

    [Fact]
    public void A_disposed_link_refuses_to_work() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var link = XdpLink.Attach(bpf.FindProgram("xdp_count"), PrivateNetwork.Right);
        link.Dispose();
        link.Dispose();

        Assert.Throws<ObjectDisposedException>(() => link.Update(bpf.FindProgram("xdp_count")));
        Assert.Throws<ObjectDisposedException>(() => link.GetInfo());
        Assert.Throws<ObjectDisposedException>(() => link.Pin("/nowhere"));
        Assert.Throws<ObjectDisposedException>(link.Detach);
    });
}
