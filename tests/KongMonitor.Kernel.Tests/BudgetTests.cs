// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.KernelTests;

/// <summary>What the programs may cost the kernel.</summary>
public sealed class BudgetTests : KernelTest
{
    const long InstructionLimit = 180_000;
    const long MemoryLimit = 30 * 1024 * 1024;

    [Fact]
    public void All_programs_together_stay_under_180000_verified_instructions()
    {
        var programs = Kernel.Bpf.Programs.Select(program => (program.Name, Count: (long)program.GetInfo().VerifiedInstructions)).ToArray();
        Assert.True(programs.Sum(p => p.Count) < InstructionLimit, string.Join(", ", programs.Select(p => $"{p.Name} {p.Count}")));
    }

    [Fact]
    public void All_maps_together_stay_under_30_MiB_by_default()
    {
        var maps = Kernel.Bpf.Maps.Select(map => (map.Name, Size: map.GetInfo().MemoryBytes)).ToArray();
        Assert.True(maps.Sum(m => m.Size) < MemoryLimit, string.Join(", ", maps.Select(m => $"{m.Name} {m.Size}")));
    }
}
