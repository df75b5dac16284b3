// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Abi.Survey;
using KongMonitor.Core.Doctor;
using LibBpf;
using Maps = KongMonitor.Abi.Survey.MapNames;
using Programs = KongMonitor.Abi.Survey.ProgramNames;

namespace KongMonitor.Capture.Doctor;

/// <summary>
/// The survey's programs on every interface of the network namespace that is up. They run on TC, beside a monitor and beside
/// programs of others, and are gone when it is disposed.
/// </summary>
public sealed class SurveySession : IDisposable
{
    const int MostInterfaces = 256;
    static readonly TimeSpan pollTime = TimeSpan.FromMilliseconds(100);
    readonly BpfObject bpf;
    readonly SurveyReading reading = new();
    readonly Stack<IDisposable> hooks = new();
    readonly RingBuffer hellos;
    readonly Stopwatch clock = new();

    SurveySession(BpfObject bpf)
    {
        this.bpf = bpf;
        hellos = new(bpf.FindMap(Maps.SurveyHellos), record => reading.AddHello(in MemoryMarshal.AsRef<SurveyHello>(record)));
    }

    /// <summary>How long it looked.</summary>
    public TimeSpan Duration => clock.Elapsed;

    /// <summary>Loads and attaches. If it throws, the interfaces are as they were.</summary>
    /// <param name="first">The interfaces that must be among those that are looked at.</param>
    /// <exception cref="CaptureException">It cannot be done; the message says what to do.</exception>
    public static SurveySession Open(IReadOnlyCollection<string> first)
    {
        try
        {
            return OpenUnexplained(first);
        }
        catch (Exception e) when (e is BpfException or LibBpfMissingException)
        {
            throw new CaptureException(KernelFloor.Explain(e.Message), e);
        }
    }

    /// <summary>Looks, until the time is over or the token says so.</summary>
    public void Wait(TimeSpan duration, CancellationToken stop)
    {
        while (clock.Elapsed < duration && !stop.IsCancellationRequested)
        {
            var left = duration - clock.Elapsed;
            hellos.Poll(left < pollTime ? TimeSpan.FromMilliseconds(Math.Max(left.TotalMilliseconds, 1)) : pollTime);
        }
    }

    /// <summary>Takes the programs off and reads what they noted.</summary>
    public SurveyReading Finish()
    {
        Switch(on: false);
        clock.Stop();
        Detach();
        hellos.Consume();
        Read(Maps.SurveyFlowMap, reading.Flows);
        Read(Maps.SurveyInterfaceMap, reading.Interfaces);
        var losses = bpf.FindMap<uint, ulong>(Maps.SurveyLossMap);
        for (uint i = 0; i < reading.Losses.Length; i++)
        {
            reading.Losses[i] = losses.Lookup(i);
        }

        return reading;
    }

    /// <summary>Takes the programs off, and lets go of them and their maps.</summary>
    public void Dispose()
    {
        Detach();
        hellos.Dispose();
        bpf.Dispose();
    }

    static SurveySession OpenUnexplained(IReadOnlyCollection<string> first)
    {
        var bpf = BpfObject.Open(SurveyObject.Open(), SurveyObject.Name);
        SurveySession? session = null;
        try
        {
            bpf.Load();
            session = new(bpf);
            foreach (var name in first.Concat(InterfaceTable.Names()).Distinct().Take(MostInterfaces))
            {
                session.TryAttach(name, isNeeded: first.Contains(name));
            }

            session.Switch(on: true);
            session.clock.Start();
            return session;
        }
        catch
        {
            session?.Dispose();
            bpf.Dispose();
            throw;
        }
    }

    void TryAttach(string name, bool isNeeded)
    {
        try
        {
            var device = NetworkDevice.Find(name);
            if (device.IsUp)
            {
                Attach(device);
            }
        }
        catch (CaptureException)
        {
            // It went away, or carries no IP: there is nothing to see on it.
        }
        catch (BpfException e) when (!isNeeded && !e.IsPrivilegeMissing)
        {
            // One that takes no TC program, or has just gone, must not hide the others.
        }
    }

    void Attach(NetworkDevice device)
    {
        reading.InterfaceNames[(uint)device.Index] = device.Name;
        AddRow(device, SurveyDirection.Egress);
        hooks.Push(SurveyHook.Attach(bpf.FindProgram(Programs.SurveyEgress), device.Index, TcDirection.Egress));
        if (device.LinkLayer != LinkLayer.Loopback)
        {
            AddRow(device, SurveyDirection.Ingress);
            hooks.Push(SurveyHook.Attach(bpf.FindProgram(Programs.SurveyIngress), device.Index, TcDirection.Ingress));
        }
    }

    void AddRow(NetworkDevice device, SurveyDirection direction) =>
        bpf.FindMap<SurveyInterfaceKey, SurveyInterface>(Maps.SurveyInterfaceMap).Update(
            new() { Interface = (uint)device.Index, Direction = (uint)direction },
            new() { RawIp = device.LinkLayer == LinkLayer.RawIp ? 1u : 0 });

    void Switch(bool on) => bpf.FindMap<uint, uint>(Maps.SurveySwitchMap).Update(0, on ? 1u : 0);

    void Detach()
    {
        while (hooks.TryPop(out var hook))
        {
            hook.Dispose();
        }
    }

    void Read<TKey, TValue>(string name, Core.MapRows<TKey, TValue> rows)
        where TKey : unmanaged
        where TValue : unmanaged => new MapReader<TKey, TValue>(bpf, name, rows).Read();
}
