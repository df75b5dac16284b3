// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// The programs in the kernel, attached to nothing, and packets of a capture that are put through them by test runs. Its maps
/// are its own: a monitor that runs at the same time is not touched. One thread uses it.
/// </summary>
public sealed class ReplaySession : IFrameSink, IDisposable
{
    const ulong SweepInterval = 1_000_000_000;
    static readonly byte[] emptyPacket = new byte[64];
    readonly BpfObject bpf;
    readonly BpfProgram ingress;
    readonly BpfProgram egress;
    readonly BpfProgram sweep;
    readonly BpfMap<uint, MonitorControl> controlMap;
    readonly RingBuffer ring;
    readonly KernelReader reader;
    readonly GatewaySide sides;
    readonly FrameCutter cutter;
    readonly LinkType link;
    readonly ulong sweepReach;
    MonitorControl control;
    ulong nextSweep;
    ulong lastPacket;
    Way way;

    ReplaySession(BpfObject bpf, LinkType link, ReplayOptions options, IEventSink sink)
    {
        this.bpf = bpf;
        this.link = link;
        ingress = bpf.FindProgram(ProgramNames.IngressXdp);
        egress = bpf.FindProgram(ProgramNames.EgressTc);
        sweep = bpf.FindProgram(ProgramNames.Sweep);
        controlMap = bpf.FindMap<uint, MonitorControl>(MapNames.ControlMap);
        ring = new(bpf.FindMap(MapNames.TrafficEvents), record => sink.OnEvent(in MemoryMarshal.AsRef<TrafficEvent>(record)));
        reader = new(bpf, DateTimeOffset.UnixEpoch);
        sides = new(options.Gateways, options.Ports);
        cutter = new(this);
        sweepReach = (ulong)options.Timeout.TotalNanoseconds + (2 * SweepInterval);
        control = new() { Events = options.Events ? 1u : 0, ReaderUntil = ulong.MaxValue };
    }

    /// <summary>What was read so far.</summary>
    public CaptureCounts Counts { get; } = new();

    /// <summary>Loads the programs.</summary>
    /// <exception cref="CaptureException">It cannot be done; the message says what to do.</exception>
    public static ReplaySession Open(LinkType link, ReplayOptions options, IEventSink sink)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            var bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
            try
            {
                Configuration.Apply(bpf, options);
                bpf.Load();
                return new(bpf, link, options, sink);
            }
            catch
            {
                bpf.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is BpfException or LibBpfMissingException)
        {
            throw new CaptureException(KernelFloor.Explain(e.Message), e);
        }
    }

    /// <summary>Puts a packet through the programs. Its events reach the sink before this returns.</summary>
    /// <param name="packet">As captured, from the link layer on.</param>
    /// <param name="wireLength">Its length on the wire.</param>
    /// <param name="time">Nanoseconds since 1970.</param>
    public void Run(ReadOnlySpan<byte> packet, int wireLength, ulong time)
    {
        Counts.Packets++;
        SetClock(time);
        var offset = LinkHeader.FindIp(link, packet);
        if (offset < 0)
        {
            Counts.NotTcp++;
            return;
        }

        var ip = packet[offset..];
        if (TcpView.TryRead(ip, wireLength - offset, out var tcp))
        {
            Run(tcp);
        }
        else
        {
            // The programs know whether that is a loss.
            Counts.NotTcp++;
            way = Way.Ingress;
            cutter.Whole(ip);
        }

        ring.Consume();
    }

    /// <summary>Reads all maps, as of the last packet.</summary>
    public KernelReading Read()
    {
        var reading = reader.Read();
        reading.IsReplay = true;
        reading.Since = Counts.First;
        reading.Time = Counts.Last;
        reading.Monotonic = control.Clock;
        return reading;
    }

    /// <summary>Lets go of programs and maps.</summary>
    public void Dispose()
    {
        ring.Dispose();
        bpf.Dispose();
    }

    void IFrameSink.Frame(ReadOnlySpan<byte> frame)
    {
        if (way == Way.Ingress)
        {
            ingress.TestRun(frame);
            return;
        }

        SkBuffContext context = new() { Mark = way == Way.Both ? (uint)AbiConstants.ReplayBothLocal : 0 };
        egress.TestRun(frame, ref context);
    }

    void Run(in TcpView tcp)
    {
        way = sides.Find(tcp);
        if (way == Way.None)
        {
            Counts.NotGateway++;
            return;
        }

        Counts.Tcp++;
        if (!tcp.IsWhole)
        {
            Counts.CutShort++;
        }

        cutter.Cut(tcp);
    }

    void SetClock(ulong time)
    {
        if (Counts.Packets == 1)
        {
            nextSweep = time + SweepInterval;
            Counts.First = UnixTime.Of(time);
            control.Since = time;
        }

        SweepUntil(time);
        Tick(Math.Max(time, control.Clock)); // a packet out of order in the file is as late as the one before it
        lastPacket = control.Clock;
        Counts.Last = UnixTime.Of(lastPacket);
    }

    // Once a second of the capture's clock; in a long pause nothing more happens once all have timed out.
    void SweepUntil(ulong time)
    {
        while (nextSweep <= time)
        {
            Tick(nextSweep);
            sweep.TestRun(emptyPacket);
            ring.Consume();
            nextSweep = nextSweep > lastPacket + sweepReach ? time + SweepInterval : nextSweep + SweepInterval;
        }
    }

    void Tick(ulong clock)
    {
        control.Clock = clock;
        controlMap.Update(0, control);
    }
}
