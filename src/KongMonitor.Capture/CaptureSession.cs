// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>The programs in the kernel, attached, and what they count. One thread uses it; events have a thread of their own.</summary>
public sealed class CaptureSession : IDisposable
{
    // A packet for the sweep's test run, which reads none of it.
    static readonly byte[] emptyPacket = new byte[64];
    readonly BpfObject bpf;
    readonly IReadOnlyList<NetworkDevice> devices;
    readonly Stack<AttachedHook> hooks = new();
    readonly BpfProgram sweep;
    readonly KernelReader reader;

    // The sweep and the fold share a scratch value, and a reading must not see a row in two maps.
    readonly Lock maps = new();
    readonly FoldWatch folding;
    MonitorControl control;

    CaptureSession(BpfObject bpf, IReadOnlyList<NetworkDevice> devices, bool events)
    {
        this.bpf = bpf;
        this.devices = devices;
        sweep = bpf.FindProgram(ProgramNames.Sweep);
        var (now, monotonic) = KernelClock.Sample();
        control = new()
        {
            Since = (ulong)(now - DateTimeOffset.UnixEpoch).Ticks * 100,
            Events = events ? 1u : 0,

            // The reader starts behind the programs: what they write before it waits in the ring.
            ReaderUntil = monotonic + EventReader.Life,
        };
        reader = new(bpf, now);
        ControlMap.Update(0, control);
        folding = new(bpf, maps);
    }

    /// <summary>Where the programs were attached, in the order of attaching.</summary>
    public IReadOnlyList<Attachment> Attachments { get; private set; } = [];

    BpfMap<uint, MonitorControl> ControlMap => bpf.FindMap<uint, MonitorControl>(MapNames.ControlMap);

    /// <summary>Loads and attaches. If it throws, the interfaces are as they were.</summary>
    /// <exception cref="CaptureException">It cannot be done; the message says what to do.</exception>
    public static CaptureSession Open(CaptureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return OpenUnexplained(options);
        }
        catch (Exception e) when (e is BpfException or LibBpfMissingException)
        {
            throw new CaptureException(KernelFloor.Explain(e.Message), e);
        }
    }

    /// <summary>Reads all maps. The same object is filled again by the next reading.</summary>
    public KernelReading Read()
    {
        lock (maps)
        {
            return reader.Read();
        }
    }

    /// <summary>Ends what waited too long. To be called once a second.</summary>
    public void Sweep()
    {
        lock (maps)
        {
            sweep.TestRun(emptyPacket);
        }
    }

    /// <summary>What ended the folding of endpoint_map early, or null.</summary>
    public Exception? FoldFailure => folding.Failure;

    /// <summary>The name of a watched interface that is no longer there, or null.</summary>
    public string? FindLostInterface() => devices.FirstOrDefault(device => !device.Exists())?.Name;

    /// <summary>Starts to hand events to a sink, on a thread of the reader's own. Dispose it before the session.</summary>
    public EventReader StartEvents(IEventSink sink) =>
        new(bpf.FindMap(MapNames.TrafficEvents), ControlMap, control, sink);

    /// <summary>Takes the programs off the interfaces, ingress first. Counts and events stay readable.</summary>
    public void Detach()
    {
        while (hooks.TryPop(out var hook))
        {
            hook.Dispose();
        }
    }

    /// <summary>Detaches, and lets go of programs and maps.</summary>
    public void Dispose()
    {
        Detach();
        folding.Dispose();
        bpf.Dispose();
    }

    static CaptureSession OpenUnexplained(CaptureOptions options)
    {
        IEnumerable<string> names = options.Interfaces.Count > 0 ? options.Interfaces.Distinct() : [DefaultRoute.FindInterface()];
        NetworkDevice[] devices = [.. names.Select(NetworkDevice.Find)];
        var plan = Hook.Plan(devices, options.Ingress);
        foreach (var hook in plan)
        {
            AttachedHook.RequireFree(hook);
        }

        var bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
        CaptureSession? session = null;
        try
        {
            Configuration.Apply(bpf, options, devices, plan);
            bpf.Load();
            session = new(bpf, devices, options.Events);
            session.Attach(plan, options.XdpMode);
            return session;
        }
        catch
        {
            session?.Dispose();
            bpf.Dispose();
            throw;
        }
    }

    void Attach(IReadOnlyList<Hook> plan, XdpMode mode)
    {
        var attachments = new List<Attachment>();
        foreach (var hook in plan)
        {
            var attached = AttachedHook.Attach(bpf.FindProgram(hook.ProgramName), hook, mode);
            hooks.Push(attached);
            attachments.Add(attached.Attachment);
        }

        Attachments = attachments;
    }
}
