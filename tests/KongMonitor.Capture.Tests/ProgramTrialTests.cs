// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Capture.Doctor;

namespace KongMonitor.CaptureTests;

public sealed class ProgramTrialTests
{
    const long Megabyte = 1_000_000;

    [Fact]
    public void The_monitor_s_programs_are_loaded_over_maps_that_cost_next_to_nothing()
    {
        using var bpf = ProgramTrial.Load([NetworkDevice.Find("lo")]);
        Assert.Null(ProgramTrial.Run(["lo"]));
        Assert.InRange(bpf.Maps.Sum(map => map.GetInfo().MemoryBytes), 1, Megabyte / 2);
    }
}
