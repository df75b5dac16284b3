// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class BpfPerCpuMapTests
{
    [Fact]
    public void Each_CPU_has_a_value_of_its_own_even_when_it_is_smaller_than_its_slot()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap("per_cpu_map").AsPerCpu<uint, uint>();
        var values = new uint[BpfLibrary.PossibleCpus];
        for (var cpu = 0; cpu < values.Length; cpu++)
        {
            values[cpu] = 1000u + (uint)cpu;
        }

        map.Update(0, values);
        var runs = new uint[values.Length];
        var program = bpf.FindProgram("tc_count_cpu");
        for (var i = 0; i < 100; i++)
        {
            runs[program.TestRun(Probe.Packet).ReturnValue]++;
        }

        var read = new uint[values.Length];
        Assert.True(map.TryLookup(0, read));
        Assert.Equal(values.Zip(runs, (value, run) => value + run), read);
    }

    [Fact]
    public void A_key_can_be_missing_and_can_be_removed()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap("per_cpu_hash").AsPerCpu<uint, ulong>();
        var values = new ulong[BpfLibrary.PossibleCpus];

        Assert.False(map.TryLookup(9, values));
        map.Update(9, values);
        Assert.True(map.TryLookup(9, values));
        Assert.True(map.Delete(9));
        Assert.False(map.Delete(9));
    }

    [Fact]
    public void Too_little_room_is_refused()
    {
        using var bpf = Probe.Load();
        var map = bpf.FindMap("per_cpu_map").AsPerCpu<uint, uint>();

        Assert.Throws<ArgumentException>(() => map.TryLookup(0, new uint[BpfLibrary.PossibleCpus - 1]));
    }

    [Fact]
    public void The_two_kinds_of_typed_map_are_not_mixed_up()
    {
        using var bpf = Probe.Open();

        Assert.Throws<ArgumentException>(() => bpf.FindMap<uint, uint>("per_cpu_map"));
        Assert.Throws<ArgumentException>(() => bpf.FindMap("packet_map").AsPerCpu<uint, ulong>());
        Assert.Throws<ArgumentException>(() => bpf.FindMap("per_cpu_map").AsPerCpu<uint, ulong>());
    }
}
