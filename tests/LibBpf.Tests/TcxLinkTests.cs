// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class TcxLinkTests
{
    [Fact]
    public void Each_direction_sees_its_own_packets_until_its_link_is_disposed() => Run(() =>
    {
        using var bpf = Probe.Load();
        var packets = bpf.FindMap<uint, ulong>("packet_map");
        using (TcxLink.Attach(bpf.FindProgram("tc_ingress"), PrivateNetwork.Left, TcDirection.Ingress))
        using (TcxLink.Attach(bpf.FindProgram("tc_egress"), PrivateNetwork.Left, TcDirection.Egress))
        {
            PrivateNetwork.Send(PrivateNetwork.Left, 3);
            PrivateNetwork.Send(PrivateNetwork.Right, 5);
            Eventually.Equal((0ul, 5ul, 3ul), () => (packets.Lookup(0), packets.Lookup(1), packets.Lookup(2)));
        }

        PrivateNetwork.Send(PrivateNetwork.Left, 3);
        PrivateNetwork.Send(PrivateNetwork.Right, 5);
        Assert.Equal((5ul, 3ul), (packets.Lookup(1), packets.Lookup(2)));
    });

    [Fact]
    public void Programs_share_a_hook_and_are_listed_in_their_order() => Run(() =>
    {
        using var bpf = Probe.Load();
        var first = bpf.FindProgram("tc_egress");
        var second = bpf.FindProgram("tc_mark");
        Assert.Empty(TcxLink.Query(PrivateNetwork.Left, TcDirection.Egress));
        using var firstLink = TcxLink.Attach(first, PrivateNetwork.Left, TcDirection.Egress);
        using var secondLink = TcxLink.Attach(second, PrivateNetwork.Left, TcDirection.Egress);

        Assert.Equal([first.Id, second.Id], TcxLink.Query(PrivateNetwork.Left, TcDirection.Egress));
        Assert.Empty(TcxLink.Query(PrivateNetwork.Left, TcDirection.Ingress));
    });

    [Fact]
    public void A_reserved_place_lets_packets_pass_and_becomes_a_programs_own() => Run(() =>
    {
        using var bpf = Probe.Load();
        var packets = bpf.FindMap<uint, ulong>("packet_map");
        var program = bpf.FindProgram("tc_egress");
        using (var link = TcxLink.Reserve(PrivateNetwork.Right, TcDirection.Egress))
        {
            Assert.Single(TcxLink.Query(PrivateNetwork.Right, TcDirection.Egress));
            link.Update(program);
            Assert.Equal([program.Id], TcxLink.Query(PrivateNetwork.Right, TcDirection.Egress));
            PrivateNetwork.Send(PrivateNetwork.Right, 3);
            Eventually.Equal(3ul, () => packets.Lookup(2));
        }

        Assert.Empty(TcxLink.Query(PrivateNetwork.Right, TcDirection.Egress));
    });

    [Fact]
    public void An_interface_that_is_not_there_is_ENODEV() => Run(() =>
    {
        using var bpf = Probe.Load();

        var e = Assert.Throws<BpfException>(() => TcxLink.Attach(bpf.FindProgram("tc_mark"), 4711, TcDirection.Egress));

        Assert.Equal(Errno.ENODEV, e.Error);
        Assert.StartsWith("attach tc_mark to interface 4711 (TCX egress): there is no such interface", e.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.ENODEV, Assert.Throws<BpfException>(() => TcxLink.Query(4711, TcDirection.Egress)).Error);
    });

    [Fact]
    public void A_program_of_another_kind_is_refused_without_blaming_the_kernel() => Run(() =>
    {
        using var bpf = Probe.Load();

        var e = Assert.Throws<BpfException>(() =>
            TcxLink.Attach(bpf.FindProgram("xdp_count"), PrivateNetwork.Left, TcDirection.Egress));

        Assert.Equal(Errno.EINVAL, e.Error);
        Assert.False(e.IsNotSupported);
    });

    static void Run(Action body)
    {
        KernelVersion.Require(6, 6, "TCX");
        PrivateNetwork.Run(body);
    }
}
