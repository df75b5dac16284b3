// SPDX-License-Identifier: MIT
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

    public Folding(BpfObject bpf) => folder = new(bpf, bpf.FindProgram, new());

    public void MakeRoom()
    {
        if (folder.IsDue)
        {
            folder.Mark();
            EndpointFolder.AwaitGracePeriod();
            folder.Move();
        }
    }
}
