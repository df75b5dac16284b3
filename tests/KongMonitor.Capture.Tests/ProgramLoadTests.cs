// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Capture.Doctor;
using LibBpf;

namespace KongMonitor.CaptureTests;

public sealed class ProgramLoadTests
{
    [Fact]
    public void What_was_never_begun_ends_when_it_is_disposed_of()
    {
        var load = new ProgramLoad(ProgramNames.Sweep);
        load.Dispose();
        load.Dispose();
    }

    [Fact]
    public void What_is_disposed_of_in_the_middle_of_its_load_ends_behind_it()
    {
        using var maps = ProgramTrial.Load([NetworkDevice.Find("lo")]);
        var load = ProgramLoad.OfTestRuns(maps);
        load.Dispose();
        Assert.Throws<ObjectDisposedException>(() => load.Find(ProgramNames.Sweep).Fd);
    }

    [Fact]
    public void A_refusal_is_said_whenever_a_program_is_asked_for()
    {
        using var maps = Unloaded();
        using var load = ProgramLoad.OfTestRuns(maps);
        Assert.Throws<InvalidOperationException>(load.Await);
        Assert.Throws<InvalidOperationException>(() => load.Find(ProgramNames.Sweep));
    }

    static BpfObject Unloaded() => BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
}
