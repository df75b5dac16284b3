// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture.Containers;
using KongMonitor.Capture.Pins;
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
    readonly PinStore? pins;
    readonly Stack<AttachedHook> hooks = new();
    readonly BpfProgram sweep;
    readonly KernelReader reader;
    readonly ContainerDirectory directory = new();

    // The sweep and the fold share a scratch value, and a reading must not see a row in two maps.
    readonly Lock maps = new();
    readonly FoldWatch folding;
    MonitorControl control;
    bool detached;

    CaptureSession(BpfObject bpf, IReadOnlyList<NetworkDevice> devices, bool events, PinStore? pins, CountOrigin origin)
    {
        this.bpf = bpf;
        this.devices = devices;
        this.pins = pins;
        Origin = origin;
        sweep = bpf.FindProgram(ProgramNames.Sweep);
        var (now, monotonic) = KernelClock.Sample();
        control = ControlMap.Lookup(0) with
        {
            Events = events ? 1u : 0,

            // The reader starts behind the programs: what they write before it waits in the ring.
            ReaderUntil = monotonic + EventReader.Life,
        };
        if (origin != CountOrigin.Adopted)
        {
            control.Since = (ulong)(now - DateTimeOffset.UnixEpoch).Ticks * 100;
        }

        Since = DateTimeOffset.UnixEpoch.AddTicks((long)(control.Since / 100));
        reader = new(bpf, Since, origin == CountOrigin.Adopted);
        ControlMap.Update(0, control);
        folding = new(bpf, maps);
    }

    /// <summary>Where the programs were attached, in the order of attaching.</summary>
    public IReadOnlyList<Attachment> Attachments { get; private set; } = [];

    /// <summary>Where the counts come from.</summary>
    public CountOrigin Origin { get; }

    /// <summary>Wall time of the first count.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>Whether programs and counts outlive the session as it is now: they are pinned, and nobody called <see cref="Detach"/>.</summary>
    public bool Outlives => pins is not null && !detached;

    BpfMap<uint, MonitorControl> ControlMap => bpf.FindMap<uint, MonitorControl>(MapNames.ControlMap);

    /// <summary>
    /// Loads and attaches; what an earlier run left pinned in this network namespace is taken over, or taken off where it has
    /// another layout. If it throws, interfaces and counts are as they were.
    /// </summary>
    /// <exception cref="CaptureException">It cannot be done; the message says what to do.</exception>
    public static CaptureSession Open(CaptureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return SessionStart.Open(options);
        }
        catch (Exception e) when (e is BpfException or LibBpfMissingException)
        {
            throw new CaptureException(KernelFloor.Explain(e.Message), e);
        }
    }

    /// <summary>Reads all maps. The same object is filled again by the next reading.</summary>
    public KernelReading Read()
    {
        KernelReading reading;
        lock (maps)
        {
            reading = reader.Read();
        }

        directory.Resolve(reading.ContainerCgroups, reading.ContainerIdentities);
        return reading;
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

    /// <summary>Takes the programs off the interfaces, ingress first. Counts and events stay readable until the session ends.</summary>
    public void Detach()
    {
        detached = true;
        while (hooks.TryPop(out var hook))
        {
            hook.Detach();
        }
    }

    /// <summary>
    /// Lets go of programs and maps. Where they are pinned and were not detached, they go on counting for the next session;
    /// else nothing is left.
    /// </summary>
    public void Dispose()
    {
        if (pins is null)
        {
            Detach();
        }

        folding.Dispose();
        while (hooks.TryPop(out var hook))
        {
            hook.Release();
        }

        if (detached)
        {
            pins?.Remove();
        }

        bpf.Dispose();
    }

    internal static CaptureSession Of(
        BpfObject bpf, IReadOnlyList<NetworkDevice> devices, bool events, PinStore? pins, CountOrigin origin) =>
        new(bpf, devices, events, pins, origin);

    /// <summary>Attaches everything, or nothing that was not there before.</summary>
    internal void Attach(IReadOnlyList<Hook> plan, XdpMode mode, EarlierLinks earlier)
    {
        var added = new Stack<AttachedHook>();
        try
        {
            foreach (var hook in plan)
            {
                var program = bpf.FindProgram(hook.ProgramName);
                using var link = earlier.Take(hook);
                var attached = link is null ? null : AttachedHook.Exchange(program, hook, mode, link);
                if (attached is null)
                {
                    attached = AttachedHook.Attach(program, hook, mode, pins);
                    added.Push(attached);
                }

                hooks.Push(attached);
            }
        }
        catch
        {
            while (added.TryPop(out var hook))
            {
                hook.Detach();
            }

            throw;
        }

        Attachments = [.. hooks.Reverse().Select(hook => hook.Attachment)];
    }
}
