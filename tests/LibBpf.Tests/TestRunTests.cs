// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class TestRunTests
{
    [Fact]
    public void A_run_gives_the_return_value_negative_ones_included()
    {
        using var bpf = Probe.Load();

        Assert.Equal(2, bpf.FindProgram("xdp_count").TestRun(Probe.Packet).ReturnValue); // XDP_PASS
        Assert.Equal(-1, bpf.FindProgram("tc_ingress").TestRun(Probe.Packet).ReturnValue); // TCX_NEXT
    }

    [Fact]
    public void Repetitions_are_counted_and_timed()
    {
        using var bpf = Probe.Load();

        var result = bpf.FindProgram("xdp_count").TestRun(Probe.Packet, repeat: 1000);

        Assert.Equal(1000ul, bpf.FindMap<uint, ulong>("packet_map").Lookup(0));
        Assert.InRange(result.DurationNanoseconds, 1, 1_000_000);
    }

    [Fact]
    public void The_packet_comes_out_as_the_program_left_it()
    {
        using var bpf = Probe.Load();
        byte[] packet = [.. Enumerable.Range(0, 64).Select(i => (byte)i)];
        var output = new byte[128];

        var result = bpf.FindProgram("xdp_grow").TestRun(packet, output);

        Assert.Equal((3, 72), (result.ReturnValue, result.OutputLength)); // XDP_TX
        Assert.Equal([.. Enumerable.Repeat((byte)0xab, 8), .. packet], output[..72]);
    }

    [Fact]
    public void An_output_that_is_too_short_is_told_the_length()
    {
        using var bpf = Probe.Load();

        var e = Assert.Throws<BpfException>(() => bpf.FindProgram("xdp_grow").TestRun(Probe.Packet, new byte[70]));

        Assert.Equal(Errno.ENOSPC, e.Error);
        Assert.StartsWith(
            "test run of program xdp_grow: the packet is 72 bytes long afterwards, but there is room for 70",
            e.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void A_packet_needs_an_Ethernet_header(int length)
    {
        using var bpf = Probe.Load();

        var e = Assert.Throws<BpfException>(() => bpf.FindProgram("tc_mark").TestRun(new byte[length]));

        Assert.Equal(Errno.EINVAL, e.Error);
        Assert.Contains($"at least its Ethernet header's 14 bytes, not {length}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_TC_program_takes_a_context_and_gives_it_back()
    {
        using var bpf = Probe.Load();
        var control = new SkBuffControl();
        control[0] = 70;
        var context = new SkBuffContext { Mark = 41, Control = control, Interface = 1 };

        bpf.FindProgram("tc_mark").TestRun(Probe.Packet, ref context);

        Assert.Equal(42u, context.Mark);
        Assert.Equal((70u, 71u), (context.Control[0], context.Control[4]));
    }

    [Fact]
    public void An_XDP_program_takes_a_context_with_metadata()
    {
        KernelVersion.Require(5, 14, "a context for XDP test runs");
        using var bpf = Probe.Load();
        var context = new XdpContext { Data = 12 };
        var output = new byte[256];

        var result = bpf.FindProgram("xdp_metadata").TestRun(new byte[76], ref context, output);

        Assert.Equal(12, result.ReturnValue);
        Assert.Equal((12u, 76u), (context.Data, context.DataEnd));
    }

    [Fact]
    public void Runs_allocate_nothing()
    {
        using var bpf = Probe.Load();
        var program = bpf.FindProgram("tc_mark");
        var packet = Probe.Packet;
        var output = new byte[128];

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                var context = new SkBuffContext { Mark = 1 };
                program.TestRun(packet);
                program.TestRun(packet, output);
                program.TestRun(packet, ref context, output);
            }
        }));
    }
}
