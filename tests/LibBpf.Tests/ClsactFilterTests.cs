// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class ClsactFilterTests
{
    const uint Handle = 0x77;
    const ushort Priority = 5;

    [Fact]
    public void Each_direction_sees_its_own_packets_and_the_qdisc_goes_with_the_last_filter() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var packets = bpf.FindMap<uint, ulong>("packet_map");
        var ingress = Attach(bpf, "tc_ingress", TcDirection.Ingress);
        var egress = Attach(bpf, "tc_egress", TcDirection.Egress);
        PrivateNetwork.Send(PrivateNetwork.Left, 3);
        PrivateNetwork.Send(PrivateNetwork.Right, 5);
        Eventually.Equal((5ul, 3ul), () => (packets.Lookup(1), packets.Lookup(2)));

        ingress.Dispose();
        Assert.True(HasQdisc());
        egress.Dispose();
        egress.Dispose();
        Assert.False(HasQdisc());
        PrivateNetwork.Send(PrivateNetwork.Left, 3);
        Assert.Equal(3ul, packets.Lookup(2));
    });

    [Fact]
    public void A_qdisc_that_was_there_before_stays() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        Tool.Run("tc", "qdisc add dev left clsact");

        Attach(bpf, "tc_egress", TcDirection.Egress).Dispose();

        Assert.True(HasQdisc());
    });

    [Fact]
    public void A_qdisc_that_an_earlier_process_made_goes_with_the_last_filter() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        Tool.Run("tc", "qdisc add dev left clsact");
        var filter = ClsactFilter.Attach(bpf.FindProgram("tc_egress"), PrivateNetwork.Left, TcDirection.Egress, Handle, Priority, ownsQdisc: true);
        Assert.True(filter.OwnsQdisc);

        filter.Dispose();

        Assert.False(HasQdisc());
    });

    [Fact]
    public void Removing_what_an_earlier_process_left_takes_its_qdisc_unless_another_filter_is_on_it() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        Tool.Run("tc", "qdisc add dev left clsact");
        _ = Attach(bpf, "tc_mark", TcDirection.Ingress);
        Assert.False(Attach(bpf, "tc_egress", TcDirection.Egress).OwnsQdisc);

        Assert.True(ClsactFilter.Remove(PrivateNetwork.Left, TcDirection.Egress, Handle, Priority, ownsQdisc: true));
        Assert.True(HasQdisc());
        Assert.True(ClsactFilter.Remove(PrivateNetwork.Left, TcDirection.Ingress, Handle, Priority, ownsQdisc: true));
        Assert.False(HasQdisc());
    });

    [Theory]
    [InlineData(TcDirection.Ingress)]
    [InlineData(TcDirection.Egress)]
    public void A_qdisc_that_another_filter_is_on_stays(TcDirection direction) => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var filter = Attach(bpf, "tc_egress", TcDirection.Egress);
        _ = ClsactFilter.Attach(bpf.FindProgram("tc_mark"), PrivateNetwork.Left, direction, 2, 9);

        filter.Dispose();

        Assert.True(HasQdisc());
        Assert.True(ClsactFilter.TryFind(PrivateNetwork.Left, direction, 2, 9, out _));
    });

    [Fact]
    public void Filters_are_listed_whoever_made_them() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        Assert.Empty(ClsactFilter.Query(PrivateNetwork.Left, TcDirection.Egress));
        using var ours = Attach(bpf, "tc_egress", TcDirection.Egress);
        using var other = ClsactFilter.Attach(bpf.FindProgram("tc_mark"), PrivateNetwork.Left, TcDirection.Egress, 2, 9);

        var filters = ClsactFilter.Query(PrivateNetwork.Left, TcDirection.Egress);
        Assert.Equal(
            [(Handle, Priority, ours.ProgramId), (2u, (ushort)9, other.ProgramId)],
            filters.Select(filter => (filter.Handle, filter.Priority, filter.ProgramId)));
        Assert.All(filters, filter => Assert.NotEqual("", filter.Name));
        Assert.Empty(ClsactFilter.Query(PrivateNetwork.Left, TcDirection.Ingress));
        Assert.Empty(ClsactFilter.Query(PrivateNetwork.Right, TcDirection.Egress));
    });

    [Fact]
    public void Without_privilege_the_message_says_what_is_missing() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        Capabilities.Drop(Capabilities.SysAdmin, Capabilities.NetAdmin, Capabilities.Bpf);

        var e = Assert.Throws<BpfException>(() => Attach(bpf, "tc_egress", TcDirection.Egress));

        Assert.True(e.IsPrivilegeMissing);
        Assert.Contains("this process lacks CAP_BPF, CAP_NET_ADMIN (EPERM", e.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void What_a_killed_process_left_is_found_and_replaced() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var left = Attach(bpf, "tc_mark", TcDirection.Egress);
        Assert.True(Find(out var programId));
        Assert.Equal((left.ProgramId, bpf.FindProgram("tc_mark").Id), (programId, programId));

        using var next = Attach(bpf, "tc_egress", TcDirection.Egress);

        Assert.True(Find(out programId));
        Assert.Equal(bpf.FindProgram("tc_egress").Id, programId);
        left.Dispose();
        Assert.True(Find(out _), "a filter that another program took over is not detached");
    });

    [Fact]
    public void A_filter_can_be_removed_by_its_number() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        using var filter = Attach(bpf, "tc_mark", TcDirection.Egress);

        Assert.True(ClsactFilter.Remove(PrivateNetwork.Left, TcDirection.Egress, Handle, Priority));

        Assert.False(Find(out _));
        Assert.False(ClsactFilter.Remove(PrivateNetwork.Left, TcDirection.Egress, Handle, Priority));
        Assert.False(ClsactFilter.TryFind(PrivateNetwork.Right, TcDirection.Ingress, Handle, Priority, out _));
    });

    [Fact]
    public void A_program_that_the_hook_refuses_leaves_no_qdisc_behind() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();

        var e = Assert.Throws<BpfException>(() => Attach(bpf, "xdp_count", TcDirection.Egress));

        Assert.StartsWith("attach xdp_count to left (clsact egress): ", e.Message, StringComparison.Ordinal);
        Assert.False(HasQdisc());
    });

    [Fact]
    public void An_interface_that_is_not_there_is_ENODEV() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();

        var e = Assert.Throws<BpfException>(() =>
            ClsactFilter.Attach(bpf.FindProgram("tc_mark"), 4711, TcDirection.Egress, Handle, Priority));

        Assert.Equal(Errno.ENODEV, e.Error);
    });

    [Fact]
    public void In_another_namespace_Dispose_touches_nothing() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var here = Attach(bpf, "tc_egress", TcDirection.Egress);

        PrivateNetwork.Run(() =>
        {
            using var there = Attach(bpf, "tc_egress", TcDirection.Egress);
            here.Dispose();
            Assert.True(Find(out _));
        });

        Assert.True(Find(out _));
        here.Dispose();
        Assert.False(HasQdisc());
    });

    [Fact]
    public void A_namespace_that_got_the_number_of_one_that_is_gone_has_qdiscs_of_its_own()
    {
        var numbers = new HashSet<string>();
        var again = false;
        for (var i = 0; i < 50 && !again; i++)
        {
            PrivateNetwork.Run(() =>
            {
                using var bpf = Probe.Load();
                again = !numbers.Add(PrivateNetwork.Number);
                if (again)
                {
                    Tool.Run("tc", "qdisc add dev left clsact");
                }

                Assert.Equal(!again, Attach(bpf, "tc_egress", TcDirection.Egress).OwnsQdisc);
            });
        }

        Assert.True(again, "no namespace got the number of an earlier one");
    }

    [Fact]
    public void A_filter_goes_quietly_when_its_interface_is_gone() => PrivateNetwork.Run(() =>
    {
        using var bpf = Probe.Load();
        var filter = Attach(bpf, "tc_egress", TcDirection.Egress);
        Tool.Run("ip", "link del left");

        filter.Dispose();
    });

    static ClsactFilter Attach(BpfObject bpf, string program, TcDirection direction) =>
        ClsactFilter.Attach(bpf.FindProgram(program), PrivateNetwork.Left, direction, Handle, Priority);

    static bool Find(out uint programId) =>
        ClsactFilter.TryFind(PrivateNetwork.Left, TcDirection.Egress, Handle, Priority, out programId);

    static bool HasQdisc() => Tool.Run("tc", "qdisc show dev left").Contains("clsact", StringComparison.Ordinal);
}
