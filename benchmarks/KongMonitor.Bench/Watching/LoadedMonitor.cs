// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Capture;
using LibBpf;

namespace KongMonitor.Bench.Watching;

/// <summary>The monitor without what it shows, loaded as `run` does it, and with a reader of its events. Others attach it.</summary>
sealed class LoadedMonitor : IDisposable, IEventSink
{
    readonly CaptureSession session;
    readonly HookPrograms programs;
    readonly EventReader reader;
    readonly BpfMap<uint, Container> containers;
    readonly BpfMap<uint, ContainerStats> counts;

    /// <param name="hook">Which of its programs reads what comes in.</param>
    public LoadedMonitor(IngressHook hook)
    {
        session = CaptureSession.Open(new CaptureOptions { Interfaces = [Lab.Interface], Pinning = Pinning.Never, Ingress = hook });
        session.Detach();
        var plan = Hook.Plan([NetworkDevice.Find(Lab.Interface)], hook);
        programs = new(plan); // those that were attached are gone with their links
        programs.Load(session.Bpf);
        Ingress = programs.Find(plan.Single(each => each.Direction == Direction.Ingress));
        Egress = programs.Find(plan.Single(each => each.Direction == Direction.Egress));
        containers = session.Bpf.FindMap<uint, Container>(MapNames.ContainerIndex);
        counts = session.Bpf.FindMap<uint, ContainerStats>(MapNames.ContainerStatsMap);
        reader = session.StartEvents(this);
    }

    public BpfProgram Ingress { get; }

    public BpfProgram Egress { get; }

    /// <summary>How many exchanges of the downstream leg have ended.</summary>
    public long Exchanges
    {
        get
        {
            // Indexes are given in order.
            var sum = counts.Lookup(0, BpfLookupOptions.Lock).Downstream.Responses;
            for (uint index = 1; index < containers.Untyped.MaxEntries && containers.Lookup(index).Cgroup != 0; index++)
            {
                sum += counts.Lookup(index, BpfLookupOptions.Lock).Downstream.Responses;
            }

            return (long)sum;
        }
    }

    /// <summary>Events that the reader took.</summary>
    public long Events { get; private set; }

    /// <summary>To be called while its programs are off: packets passed unseen, so connections are met anew.</summary>
    /// <param name="withEvents">Whether anybody wants events; else the kernel writes none.</param>
    public void Prepare(bool withEvents)
    {
        session.SetAttaching(true);
        reader.Turn(withEvents);
        session.Forget();
        session.Sweep();
    }

    /// <summary>To be called when both of its programs are on.</summary>
    public void Follow() => session.SetAttaching(false);

    public void OnEvent(ref readonly TrafficEvent traffic) => Events++;

    public void Dispose()
    {
        reader.Dispose();
        programs.Dispose();
        session.Dispose();
    }
}
