// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core.Metrics;
using LibBpf;

namespace KongMonitor.KernelTests;

/// <summary>One private copy of the real programs and maps, attached to nothing. Packets go in, counts come out.</summary>
public sealed partial class Kernel : IDisposable
{
    const int XdpPass = 2;
    const int TcNext = -1;
    readonly BpfObject bpf;
    readonly BpfProgram[] programs;
    readonly BpfProgram sweep;
    readonly BpfMap<uint, MonitorControl> control;
    readonly RingBuffer ring;
    readonly List<EventRow> pending = [];

    Kernel(KernelOptions options)
    {
        Options = options;
        bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
        Configure(bpf, options);
        bpf.Load();
        programs = [bpf.FindProgram("ingress_xdp"), bpf.FindProgram("ingress_tc"), bpf.FindProgram("egress_tc")];
        sweep = bpf.FindProgram("sweep");
        control = bpf.FindMap<uint, MonitorControl>("control_map");
        ring = new(bpf.FindMap("traffic_events"), record => pending.Add(EventRow.From(in MemoryMarshal.AsRef<TrafficEvent>(record))));
        OpenMaps();
        WriteEvents(true);
    }

    public KernelOptions Options { get; }

    /// <summary>The object, for what this class has no word for.</summary>
    public BpfObject Bpf => bpf;

    public static Kernel Load(KernelOptions options) => new(options);

    /// <summary>CLOCK_MONOTONIC in nanoseconds, by which the programs tell time.</summary>
    public static ulong Now() => (ulong)Stopwatch.GetTimestamp();

    /// <summary>Runs a packet through a program, which has to let it pass.</summary>
    public void Run(Hook hook, ReadOnlySpan<byte> packet, uint? interfaceIndex = null)
    {
        if (hook == Hook.IngressXdp)
        {
            Assert.Equal(XdpPass, programs[(int)hook].TestRun(packet).ReturnValue);
            return;
        }

        var context = new SkBuffContext
        {
            Interface = interfaceIndex ?? TestInterface.Index,
            Mark = Options.Replay && interfaceIndex == TestInterface.Loopback ? (uint)AbiConstants.ReplayBothLocal : 0,
        };
        Assert.Equal(TcNext, programs[(int)hook].TestRun(packet, ref context).ReturnValue);
    }

    public void Sweep() => Assert.Equal(TcNext, sweep.TestRun(new byte[64]).ReturnValue);

    /// <summary>Drops all connections.</summary>
    public void Forget() => Assert.Equal(TcNext, bpf.FindProgram("forget").TestRun(new byte[64]).ReturnValue);

    /// <summary>What makes room in endpoint_map, as a monitor does.</summary>
    internal EndpointFolder Folder(int limit = 2000, bool groupPaths = true) =>
        new(bpf, bpf.FindProgram, new SeriesOptions { Limit = limit, GroupPaths = groupPaths });

    /// <summary>Whether events are wanted, and until when somebody reads them.</summary>
    public void WriteEvents(bool wanted, ulong readerUntil = ulong.MaxValue) =>
        control.Update(0, new MonitorControl { Events = wanted ? 1u : 0, ReaderUntil = readerUntil });

    /// <summary>Whether some of the programs are not attached yet.</summary>
    public void Attaching(bool some) =>
        control.Update(0, new MonitorControl { Events = 1, ReaderUntil = ulong.MaxValue, Attaching = some ? 1u : 0 });

    /// <summary>What a replay takes for now, in nanoseconds.</summary>
    public void SetClock(ulong nanoseconds) =>
        control.Update(0, new MonitorControl { Events = 1, ReaderUntil = ulong.MaxValue, Clock = nanoseconds });

    /// <summary>The events since the last call.</summary>
    public IReadOnlyList<EventRow> Events()
    {
        ring.Consume();
        EventRow[] events = [.. pending];
        pending.Clear();
        return events;
    }

    public void Dispose()
    {
        ring.Dispose();
        bpf.Dispose();
    }

    static void Configure(BpfObject bpf, KernelOptions options)
    {
        foreach (var size in options.MapSizes.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = size.Split('=');
            bpf.FindMap(parts[0]).MaxEntries = uint.Parse(parts[1]);
        }

        var config = new MonitorConfig
        {
            AllPorts = options.AllPorts ? (byte)1 : (byte)0,
            Upstream = options.Upstream ? (byte)1 : (byte)0,
            IncludeQuery = options.IncludeQuery ? (byte)1 : (byte)0,
            Replay = options.Replay ? (byte)1 : (byte)0,
            Timeout = (ulong)options.Timeout.TotalNanoseconds,
            FoldAt = options.FoldAt,
            ExchangeMask = InFlightReader.Mask(bpf.FindMap("inflight_map").MaxEntries),
        };
        config.RawIpInterfaces.AsSpan()[0] = options.RawIpInterface;
        foreach (var port in options.Ports.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse))
        {
            config.Ports.AsSpan()[port >> 3] |= (byte)(1 << (port & 7));
        }

        bpf.FindMap(".rodata.config").SetInitialValue(config);
    }
}
