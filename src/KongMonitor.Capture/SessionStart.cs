// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture.Pins;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>How a session begins: fresh, or with what an earlier one left in this network namespace.</summary>
static class SessionStart
{
    public static CaptureSession Open(CaptureOptions options)
    {
        IEnumerable<string> names = options.Interfaces.Count > 0 ? options.Interfaces.Distinct() : [DefaultRoute.FindInterface()];
        NetworkDevice[] devices = [.. names.Select(NetworkDevice.Find)];
        var plan = Hook.Plan(devices, options.Ingress);
        var pins = options.Pinning == Pinning.Never ? null : PinStore.Find(options.BpfFileSystem);
        if (options.Pinning == Pinning.Required && pins is null)
        {
            throw new NoBpfFileSystemException(null);
        }

        pins?.RemoveOrphans();
        using var earlier = new EarlierLinks(pins);
        foreach (var hook in plan.Where(hook => !earlier.Hold(hook)))
        {
            AttachedHook.RequireFree(hook);
        }

        var bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
        try
        {
            Configuration.Apply(bpf, options, devices, plan);
            var origin = Load(bpf, pins, earlier);
            return Start(bpf, devices, plan, options, pins, origin, earlier);
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }

    /// <summary>Loads over the maps that lie there if they fit; else over new ones, which take their place.</summary>
    static CountOrigin Load(BpfObject bpf, PinStore? pins, EarlierLinks earlier)
    {
        if (pins is null)
        {
            bpf.Load();
            return CountOrigin.Unpinned;
        }

        var left = pins.Abi;
        if (left == PinnedMaps.Abi(bpf) && pins.IsWhole(bpf))
        {
            pins.Reuse(bpf);
            bpf.Load();
            return CountOrigin.Adopted;
        }

        bpf.Load();
        earlier.Remove();
        pins.Pin(bpf);
        return left is null ? CountOrigin.Fresh : CountOrigin.OtherLayout;
    }

    static CaptureSession Start(
        BpfObject bpf,
        NetworkDevice[] devices,
        IReadOnlyList<Hook> plan,
        CaptureOptions options,
        PinStore? pins,
        CountOrigin origin,
        EarlierLinks earlier)
    {
        CaptureSession? session = null;
        try
        {
            session = CaptureSession.Of(bpf, devices, options.Events, pins, origin);
            session.Attach(plan, options.XdpMode, earlier);
        }
        catch
        {
            if (origin != CountOrigin.Adopted)
            {
                session?.Detach();
            }

            session?.Dispose();
            throw;
        }

        earlier.Remove();
        LeftFilters.RemoveOthers(plan, session.Attachments, pins);
        return session;
    }
}
