// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class BpfProgramInfoTests
{
    [Fact]
    public void The_kernel_tells_name_kind_sizes_and_the_verifiers_work()
    {
        using var bpf = Probe.Load();
        var program = bpf.FindProgram("xdp_count_twice");

        var info = program.GetInfo();

        Assert.Equal((program.Id, "xdp_count_twice", BpfProgramType.Xdp), (info.Id, info.Name, info.Type));
        Assert.Matches("^[0-9a-f]{16}$", info.Tag);
        Assert.InRange(info.TranslatedBytes, 8, 4096);
        Assert.InRange(info.VerifiedInstructions, 5, 1000);
        Assert.True(info.LoadedAt > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("xdp_count_twice", true)]
    [InlineData("xdp_count_twice_and_more", true)]
    [InlineData("xdp_count", false)]
    [InlineData("xdp_count_twicf", false)]
    public void It_is_named_as_in_its_object_however_long_that_is(string name, bool isNamed)
    {
        using var bpf = Probe.Load();

        Assert.Equal(isNamed, bpf.FindProgram("xdp_count_twice").GetInfo().IsNamed(name));
    }

    [Fact]
    public void Runs_are_counted_while_statistics_are_on()
    {
        using var bpf = Probe.Load();
        var program = bpf.FindProgram("xdp_count");
        using (BpfRunStatistics.Enable())
        {
            program.TestRun(Probe.Packet, repeat: 500);
        }

        program.TestRun(Probe.Packet, repeat: 500);

        Assert.Equal(500ul, program.GetInfo().RunCount);
        Assert.True(program.GetInfo().RunTime > TimeSpan.Zero);
    }

    [Fact]
    public void Any_program_can_be_asked_about_by_its_number()
    {
        using var bpf = Probe.Load();
        var program = bpf.FindProgram("tc_mark");

        Assert.True(BpfProgramInfo.TryGet(program.Id, out var info));
        Assert.Equal(program.GetInfo(), info);
        Assert.False(BpfProgramInfo.TryGet(uint.MaxValue, out _));
    }

    [Fact]
    public void Without_privilege_there_is_no_answer_and_no_exception()
    {
        using var bpf = Probe.Load();
        var id = bpf.FindProgram("tc_mark").Id;
        OwnThread.Run(() =>
        {
            Capabilities.Drop(Capabilities.SysAdmin);
            Assert.False(BpfProgramInfo.TryGet(id, out _));
        });
    }
}
