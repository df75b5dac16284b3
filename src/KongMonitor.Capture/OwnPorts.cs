// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Local ports of the monitor's own connections, which are no traffic of the gateway. Any thread may use it. A port is to be
/// added before anything passes through it.
/// </summary>
public sealed class OwnPorts : IDisposable
{
    // A little more than between two renewals: behind a monitor that was killed the ports are the gateway's again.
    const ulong Life = 3_000_000_000;
    readonly BpfMap<uint, ulong> map;
    readonly HashSet<ushort> ports = [];
    readonly Lock gate = new();
    bool isOver;

    internal OwnPorts(BpfObject bpf)
    {
        map = bpf.FindMap<uint, ulong>(MapNames.OwnPortMap);
        var earlier = new BpfMapEntries<uint, ulong>((int)map.Untyped.MaxEntries);
        map.ReadAll(earlier);
        for (var i = 0; i < earlier.Count; i++)
        {
            map.Delete(earlier.Keys[i]);
        }
    }

    /// <summary>From now on the port is the monitor's own.</summary>
    /// <exception cref="BpfException">The kernel has no room for it.</exception>
    public void Add(int port)
    {
        lock (gate)
        {
            if (!isOver)
            {
                map.Update((uint)port, Until());
                ports.Add((ushort)port);
            }
        }
    }

    /// <summary>The port is anybody's again.</summary>
    public void Remove(int port)
    {
        lock (gate)
        {
            if (ports.Remove((ushort)port))
            {
                map.Delete((uint)port);
            }
        }
    }

    /// <summary>Gives all ports back. What is added or removed later changes nothing: connections may outlive the session.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var port in ports)
            {
                map.Delete(port);
            }

            ports.Clear();
            isOver = true;
        }
    }

    internal void Renew()
    {
        lock (gate)
        {
            foreach (var port in ports)
            {
                map.Update(port, Until());
            }
        }
    }

    static ulong Until() => KernelClock.Sample().Monotonic + Life;
}
