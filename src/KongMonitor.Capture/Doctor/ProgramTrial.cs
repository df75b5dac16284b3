// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.Capture.Doctor;

/// <summary>
/// Loads the monitor's programs as a run would, over maps of the least size: the doctor may share the memory limit of a
/// monitor that runs, and must not take it away.
/// </summary>
static class ProgramTrial
{
    /// <summary>Loads them for these interfaces, and lets go of them. Returns why it failed; null if it did not.</summary>
    public static string? Run(IReadOnlyList<string> interfaces)
    {
        try
        {
            NetworkDevice[] devices = [.. interfaces.Select(NetworkDevice.Find)];
            using var programs = new HookPrograms(Hook.Plan(devices, IngressHook.Xdp));
            using var bpf = Load(devices);
            programs.Load(bpf);
            using var testRuns = ProgramLoad.OfTestRuns(bpf);
            testRuns.Await();
            return null;
        }
        catch (Exception e) when (e is BpfException or LibBpfMissingException)
        {
            return KernelFloor.Explain(e.Message);
        }
        catch (CaptureException e)
        {
            return e.Message;
        }
    }

    internal static BpfObject Load(IReadOnlyList<NetworkDevice> devices)
    {
        var bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
        try
        {
            Configuration.Apply(bpf, new CaptureOptions(), devices);
            foreach (var map in bpf.Maps.Where(map => Layouts.Maps.ContainsKey(map.Name)))
            {
                map.MaxEntries = map.Type == BpfMapType.RingBuffer ? (uint)Environment.SystemPageSize : 1;
            }

            bpf.Load();
            return bpf;
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }
}
