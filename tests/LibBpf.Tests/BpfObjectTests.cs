// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class BpfObjectTests
{
    [Fact]
    public void Programs_and_maps_are_known_before_load_by_their_whole_names()
    {
        using var bpf = Probe.Open();

        Assert.Equal("probe", bpf.Name);
        Assert.False(bpf.IsLoaded);
        Assert.Contains(bpf.Programs, program => program is { Name: "xdp_count", Section: "xdp", Type: BpfProgramType.Xdp });
        Assert.Contains(bpf.Programs, program => program is { Name: "tc_mark", Type: BpfProgramType.SchedulerClassifier });
        var map = bpf.FindMap(Probe.HashMap);
        Assert.Equal((Probe.HashMap, BpfMapType.Hash, 16, 24, 16384u), (map.Name, map.Type, map.KeySize, map.ValueSize, map.MaxEntries));
        Assert.Same(map, bpf.Maps.Single(other => other.Name == Probe.HashMap));
    }

    [Fact]
    public void A_missing_program_is_named_together_with_those_that_exist()
    {
        using var bpf = Probe.Open();

        var e = Assert.Throws<BpfException>(() => bpf.FindProgram("nowhere"));

        Assert.Equal(Errno.ENOENT, e.Error);
        Assert.StartsWith("find program nowhere in probe: the object has xdp_count, ", e.Message, StringComparison.Ordinal);
        Assert.False(bpf.TryFindProgram("nowhere", out _));
    }

    [Fact]
    public void A_missing_map_is_named_together_with_those_that_exist()
    {
        using var bpf = Probe.Open();

        var e = Assert.Throws<BpfException>(() => bpf.FindMap("nowhere"));

        Assert.Equal(Errno.ENOENT, e.Error);
        Assert.StartsWith("find map nowhere in probe: the object has ", e.Message, StringComparison.Ordinal);
        Assert.Contains(Probe.HashMap, e.Message, StringComparison.Ordinal);
        Assert.False(bpf.TryFindMap("nowhere", out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public void Bytes_that_are_no_BPF_object_are_refused(int length)
    {
        var e = Assert.Throws<BpfException>(() => BpfObject.Open(new byte[length], "junk"));

        Assert.StartsWith("open junk: ", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void A_file_cut_short_is_refused()
    {
        Assert.Throws<BpfException>(() => BpfObject.Open(Probe.Elf.AsSpan(0, Probe.Elf.Length / 2), "cut"));
    }

    [Fact]
    public void The_bytes_may_begin_at_any_address()
    {
        for (var offset = 0; offset < 8; offset++)
        {
            var bytes = new byte[Probe.Elf.Length + 8];
            Probe.Elf.CopyTo(bytes, offset);
            using var bpf = BpfObject.Open(bytes.AsSpan(offset, Probe.Elf.Length), "moved");
            Assert.NotEmpty(bpf.Programs);
        }
    }

    [Fact]
    public void Loading_puts_programs_and_maps_into_the_kernel()
    {
        using var bpf = Probe.Load();

        Assert.True(bpf.IsLoaded);
        Assert.All(bpf.Programs, program => Assert.True(program.Fd > 0 && program.Id > 0));
        Assert.All(bpf.Maps, map => Assert.True(map.Fd > 0));
    }

    [Fact]
    public void Loading_twice_is_a_mistake_of_the_caller()
    {
        using var bpf = Probe.Load();

        Assert.Throws<InvalidOperationException>(bpf.Load);
    }

    [Fact]
    public void A_program_without_autoload_stays_out_of_the_kernel()
    {
        using var bpf = Probe.Load(bpf => bpf.FindProgram("xdp_count").Autoload = false);

        var program = bpf.FindProgram("xdp_count");
        Assert.False(program.Autoload);
        var e = Assert.Throws<InvalidOperationException>(() => program.Fd);
        Assert.Contains("xdp_count is not in the kernel", e.Message, StringComparison.Ordinal);
        Assert.True(bpf.FindProgram("tc_mark").Fd > 0);
        Assert.Throws<InvalidOperationException>(() => program.Autoload = true);
    }

    [Fact]
    public void Programs_and_maps_of_a_disposed_object_refuse_to_work()
    {
        var bpf = Probe.Load();
        var program = bpf.FindProgram("xdp_count");
        var map = bpf.FindMap<uint, ulong>("packet_map");
        _ = (program.Fd, map.Lookup(0));
        bpf.Dispose();
        bpf.Dispose();

        Assert.Throws<ObjectDisposedException>(() => program.TestRun(Probe.Packet));
        Assert.Throws<ObjectDisposedException>(() => program.Fd);
        Assert.Throws<ObjectDisposedException>(() => map.Lookup(0));
        Assert.Throws<ObjectDisposedException>(() => map.Untyped.MaxEntries);
        Assert.Throws<ObjectDisposedException>(() => bpf.FindMap("packet_map"));
        Assert.Throws<ObjectDisposedException>(bpf.Load);
    }

    [Fact]
    public void Nothing_of_a_disposed_object_stays_in_the_kernel()
    {
        uint id;
        using (var bpf = Probe.Load())
        {
            id = bpf.FindProgram("xdp_count").Id;
            Assert.True(BpfProgramInfo.TryGet(id, out _));
        }

        Eventually.Equal(false, () => BpfProgramInfo.TryGet(id, out _));
    }
}
