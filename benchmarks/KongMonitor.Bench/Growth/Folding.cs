// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using LibBpf;

namespace KongMonitor.Bench.Growth;

/// <summary>
/// Makes room in endpoint_map as a run does, but between the windows: test runs bring hundreds of thousands of new paths a
/// second, and a thread beside them would come too late.
/// </summary>
sealed class Folding
{
    readonly EndpointFolder folder;
    readonly BpfMap<uint, ulong> counters;
    readonly uint threshold;

    public Folding(BpfObject bpf)
    {
        folder = new(bpf, new());
        counters = bpf.FindMap<uint, ulong>(MapNames.CounterMap);
        threshold = EndpointFolder.Threshold(bpf.FindMap(MapNames.EndpointMap).MaxEntries);
    }

    public void MakeRoom()
    {
        if (counters.Lookup((uint)Counter.Endpoints) - counters.Lookup((uint)Counter.EndpointsFolded) >= threshold)
        {
            folder.Mark();
            EndpointFolder.AwaitGracePeriod();
            folder.Move();
        }
    }
}
