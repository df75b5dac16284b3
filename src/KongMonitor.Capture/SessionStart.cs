// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture.Pins;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>How a session begins: fresh, or with what an earlier one left in this network namespace.</summary>
sealed class SessionStart
{
    readonly CaptureOptions options;
    readonly NetworkDevice[] devices;
    readonly IReadOnlyList<Hook> plan;
    readonly PinStore? pins;
    readonly PinException? pinProblem;
    ProgramLoad? testRuns;

    SessionStart(CaptureOptions options)
    {
        this.options = options;
        IEnumerable<string> names = options.Interfaces.Count > 0 ? options.Interfaces.Distinct() : [DefaultRoute.FindInterface()];
        devices = [.. names.Select(NetworkDevice.Find)];
        plan = Hook.Plan(devices, options.Ingress);
        pins = FindPins(out pinProblem);
        PinStores.RequireNoOther(pins);
    }

    public static CaptureSession Open(CaptureOptions options)
    {
        var start = new SessionStart(options);
        start.pins?.Product.RemoveOrphans(except: start.pins.Root);
        using var earlier = new EarlierLinks(start.pins);
        Hook[] free = [.. start.plan.Where(hook => !earlier.Hold(hook))];
        Array.ForEach(free, AttachedHook.RequireFree);
        using var reserved = new ReservedHooks(free);
        return start.Open(earlier, reserved);
    }

    // Without a place of one's own choice for pins the monitor runs all the same.
    PinStore? FindPins(out PinException? problem)
    {
        problem = null;
        if (options.Pinning == Pinning.Never)
        {
            return null;
        }

        var store = PinStores.Find(options.BpfFileSystem);
        if (store is null)
        {
            return options.Pinning == Pinning.Required ? throw new NoBpfFileSystemException(null) : null;
        }

        try
        {
            store.Prepare();
            return store;
        }
        catch (PinException e) when (options.Pinning == Pinning.IfPossible && options.BpfFileSystem is null)
        {
            problem = e;
            return null;
        }
    }

    CaptureSession Open(EarlierLinks earlier, ReservedHooks reserved)
    {
        using var programs = new HookPrograms(plan);
        var bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
        try
        {
            var config = Configuration.Apply(bpf, options, devices);
            var origin = Load(bpf, programs, earlier);
            return Attach(bpf, programs, config, origin, earlier, reserved);
        }
        catch
        {
            testRuns?.Dispose();
            bpf.Dispose();
            throw;
        }
    }

    /// <summary>Loads over the maps that lie there if they fit; else over new ones, which take their place.</summary>
    CountOrigin Load(BpfObject bpf, HookPrograms programs, EarlierLinks earlier)
    {
        var left = pins?.Abi;
        var fits = pins is not null && left == PinnedMaps.Abi(bpf) && pins.IsWhole(bpf);
        if (fits)
        {
            pins!.Reuse(bpf);
        }

        bpf.Load();
        programs.Load(bpf);
        testRuns = ProgramLoad.OfTestRuns(bpf); // beside the attach, which waits for the kernel
        if (pins is null || fits)
        {
            return pins is null ? CountOrigin.Unpinned : CountOrigin.Adopted;
        }

        if (left is not null)
        {
            testRuns.Await(); // else a refusal would come when an earlier run's counts are gone
        }

        earlier.Remove();
        pins.Pin(bpf);
        return left is null ? CountOrigin.Fresh : CountOrigin.OtherLayout;
    }

    CaptureSession Attach(
        BpfObject bpf, HookPrograms programs, MonitorConfig config, CountOrigin origin, EarlierLinks earlier, ReservedHooks reserved)
    {
        var hooks = new AttachedHooks(pins);
        CaptureSession? session = null;
        try
        {
            var isWatched = origin == CountOrigin.Adopted && IsWatched(earlier);
            session = new(bpf, testRuns!, devices, hooks, pins, origin, options, isWatched) { PinProblem = pinProblem };
            if (origin == CountOrigin.Adopted && !isWatched)
            {
                session.Forget();
            }

            hooks.Attach(programs, testRuns!, plan, options.XdpMode, earlier, reserved);
            session.SetAttaching(false);
        }
        catch
        {
            Undo(session, origin);
            throw;
        }

        if (pins is not null && origin != CountOrigin.Adopted)
        {
            pins.Commit(bpf);
        }

        var seesLess = earlier.SawMoreThan(plan) || earlier.LostSome || hooks.HadGap || session.WatchesLess(config);
        earlier.Remove();
        seesLess |= LeftFilters.RemoveOthers(plan, session.Attachments, pins);
        if (origin == CountOrigin.Adopted && seesLess)
        {
            session.Forget();
        }

        session.Watch(config);
        return session;
    }

    // Counts may lie there without any program: the interface was made anew, or somebody took them off.
    bool IsWatched(EarlierLinks earlier) =>
        plan.Any(earlier.Hold) || devices.Any(device => LeftFilters.On(device).Any());

    // An earlier run's counts go on where they were taken over; nothing is left of a start that made its own.
    void Undo(CaptureSession? session, CountOrigin origin)
    {
        if (origin != CountOrigin.Adopted)
        {
            session?.Detach();
            pins?.Remove();
        }

        session?.Dispose();
    }
}
