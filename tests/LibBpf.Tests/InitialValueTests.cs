// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class InitialValueTests
{
    [Fact]
    public void A_program_sees_the_configuration_that_was_set_before_load()
    {
        using var bpf = Probe.Load(bpf => bpf.FindMap(".rodata.config").SetInitialValue(new Probe.Config(42, 0, 1ul << 40)));

        Assert.Equal(42, bpf.FindProgram("tc_answer").TestRun(Probe.Packet).ReturnValue);
    }

    [Fact]
    public void The_bytes_can_be_written_in_place()
    {
        using var bpf = Probe.Load(bpf =>
        {
            var bytes = bpf.FindMap(".rodata.config").InitialValue;
            Assert.Equal(16, bytes.Length);
            bytes[0] = 7;
            bytes[8 + 5] = 1;
        });

        Assert.Equal(7, bpf.FindProgram("tc_answer").TestRun(Probe.Packet).ReturnValue);
    }

    [Fact]
    public void A_type_of_the_wrong_size_is_refused()
    {
        using var bpf = Probe.Open();

        var e = Assert.Throws<ArgumentException>(() => bpf.FindMap(".rodata.config").SetInitialValue(1));

        Assert.Equal("map .rodata.config has values of 16 bytes, but Int32 has 4", e.Message);
    }

    [Fact]
    public void After_load_the_bytes_would_not_be_the_live_ones_and_are_refused()
    {
        using var bpf = Probe.Load();

        Assert.Throws<InvalidOperationException>(() => bpf.FindMap(".rodata.config").InitialValue.Length);
    }

    [Fact]
    public void After_load_constants_are_frozen()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap<uint, Probe.Config>(".rodata.config");

        var e = Assert.Throws<BpfException>(() => map.Update(0, default));

        Assert.Equal(Errno.EPERM, e.Error);
        Assert.False(e.IsPrivilegeMissing);
        Assert.StartsWith("update map .rodata.config: the map is frozen", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ordinary_map_has_no_initial_value()
    {
        using var bpf = Probe.Open();

        var e = Assert.Throws<InvalidOperationException>(() => bpf.FindMap("tiny_map").InitialValue.Length);

        Assert.Equal("map tiny_map holds no global variables", e.Message);
    }
}
