// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture.Containers;
using KongMonitor.Capture.Doctor;
using KongMonitor.Capture.Pins;
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>The programs in the kernel, attached, and what they count. One thread uses it; events have a thread of their own.</summary>
public sealed class CaptureSession : IDisposable
{
    // A packet for the sweep's test run, which reads none of it.
    static readonly byte[] emptyPacket = new byte[64];
    readonly BpfObject bpf;
    readonly ProgramLoad testRuns;
    readonly IReadOnlyList<NetworkDevice> devices;
    readonly AttachedHooks hooks;
    readonly PinStore? pins;
    readonly Lazy<KernelReader> reader; // has room for all rows, which takes time to make: after the attach
    readonly ContainerDirectory directory = new();

    // The sweep and the fold share a scratch value, and a reading must not see a row in two maps.
    readonly Lock maps = new();
    readonly FoldWatch folding;
    readonly KernelSwitches switches;
    bool detached;

    internal CaptureSession(
        BpfObject bpf,
        ProgramLoad testRuns,
        IReadOnlyList<NetworkDevice> devices,
        AttachedHooks hooks,
        PinStore? pins,
        CountOrigin origin,
        CaptureOptions options,
        bool isWatched)
    {
        this.bpf = bpf;
        this.testRuns = testRuns;
        this.devices = devices;
        this.hooks = hooks;
        this.pins = pins;
        Origin = origin;
        var (now, monotonic) = KernelClock.Sample();
        var controlMap = bpf.FindMap<uint, MonitorControl>(MapNames.ControlMap);
        var control = controlMap.Lookup(0) with
        {
            Events = options.Events ? 1u : 0,

            // The reader starts behind the programs: what they write before it waits in the ring.
            ReaderUntil = monotonic + KernelSwitches.Life,

            // What an earlier run attached goes on following.
            Attaching = isWatched ? 0u : 1,
        };
        if (origin != CountOrigin.Adopted)
        {
            control.Since = UnixTime.Nanoseconds(now);
        }

        Since = UnixTime.Of(control.Since);
        reader = new(() => new(bpf, Since, origin == CountOrigin.Adopted, options.Connections));
        controlMap.Update(0, control);
        switches = new(controlMap, control);
        OwnPorts = new(bpf);
        folding = new(bpf, testRuns.Find, maps, options.Series);
    }

    /// <summary>Where the programs were attached, in the order of attaching.</summary>
    public IReadOnlyList<Attachment> Attachments => hooks.Attachments;

    /// <summary>Where the counts come from.</summary>
    public CountOrigin Origin { get; }

    /// <summary>Wall time of the first count.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>Connections that are not the gateway's but the monitor's.</summary>
    public OwnPorts OwnPorts { get; }

    /// <summary>Who the containers are, as far as the last reading knew. Any thread may ask.</summary>
    public KnownContainers KnownContainers { get; private set; } = KnownContainers.None;

    /// <summary>Whether programs and counts outlive the session as it is now: they are pinned, and nobody called <see cref="Detach"/>.</summary>
    public bool Outlives => pins is not null && !detached;

    /// <summary>Why nothing is pinned although a bpffs is mounted; null if that is not so.</summary>
    public PinException? PinProblem { get; internal init; }

    /// <summary>The maps, for who loads programs over them after <see cref="Detach"/>.</summary>
    internal BpfObject Bpf => bpf;

    BpfMap<uint, MonitorConfig> WatchMap => bpf.FindMap<uint, MonitorConfig>(MapNames.WatchMap);

    /// <summary>
    /// Loads and attaches; what an earlier run left pinned in this network namespace is taken over, or taken off where it has
    /// another layout. If it throws, nothing of this start is left, and an earlier run's counts that fit go on.
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
    /// <param name="allConnections">Whether every connection is wanted and not the most recent ones, since a filter looks for some.</param>
    public KernelReading Read(bool allConnections = false)
    {
        KernelReading reading;
        lock (maps)
        {
            reading = reader.Value.Read(allConnections);
        }

        NameContainers(reading);
        reading.Listen = reading.Counters[(int)Counter.FlowsOpened] == 0 ? ListenTable.Find(WatchMap.Lookup(0)) : null;
        return reading;
    }

    /// <summary>Finds out who containers are that are new, without reading anything else.</summary>
    public void FindContainers()
    {
        lock (maps)
        {
            NameContainers(reader.Value.ReadCgroups());
        }
    }

    void NameContainers(KernelReading reading)
    {
        directory.Resolve(reading.ContainerCgroups, reading.ContainerIdentities);
        KnownContainers = KnownContainers.Renew(reading.ContainerIdentities);
    }

    /// <summary>Ends what waited too long. To be called once a second.</summary>
    public void Sweep()
    {
        OwnPorts.Renew();
        lock (maps)
        {
            testRuns.Find(ProgramNames.Sweep).TestRun(emptyPacket);
        }
    }

    /// <summary>What ended the folding of endpoint_map early, or null.</summary>
    public Exception? FoldFailure => folding.Failure;

    /// <summary>The name of a watched interface that is no longer there, or null.</summary>
    public string? FindLostInterface() => devices.FirstOrDefault(device => !device.Exists())?.Name;

    /// <summary>Starts to hand events to a sink, on a thread of the reader's own. Dispose it before the session.</summary>
    public EventReader StartEvents(IEventSink sink) => new(bpf.FindMap(MapNames.TrafficEvents), switches, sink);

    /// <summary>Takes the programs off the interfaces, ingress first. Counts and events stay readable until the session ends.</summary>
    public void Detach()
    {
        detached = true;
        pins?.Invalidate();
        hooks.Detach();
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
        OwnPorts.Dispose();
        if (Outlives)
        {
            switches.Leave();
        }

        hooks.Release();
        if (detached)
        {
            pins?.Remove();
        }

        testRuns.Dispose();
        bpf.Dispose();
    }

    /// <summary>Whether what an earlier run followed is more than a configuration does.</summary>
    internal bool WatchesLess(in MonitorConfig config) => WatchedTraffic.IsLess(WatchMap.Lookup(0), config);

    /// <summary>Whether some of the programs are not attached: connections that begin are not followed.</summary>
    internal void SetAttaching(bool isAttaching) => switches.SetAttaching(isAttaching);

    /// <summary>Remembers what the programs follow, for the next session.</summary>
    internal void Watch(in MonitorConfig config) => WatchMap.Update(0, config);

    /// <summary>Connections are met anew; what is in flight on them becomes desynced with the next sweeps.</summary>
    internal void Forget() => testRuns.Find(ProgramNames.Forget).TestRun(emptyPacket);
}
