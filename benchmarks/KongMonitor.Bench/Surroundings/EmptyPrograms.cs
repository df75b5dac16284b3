// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.Bench.Surroundings;

/// <summary>Programs that do nothing where the monitor's would be: XDP in generic mode and TCX egress.</summary>
sealed class EmptyPrograms : IDisposable
{
    readonly BpfObject bpf = BenchObject.Load();
    readonly Stack<BpfLink> links = new();

    public EmptyPrograms(int interfaceIndex)
    {
        try
        {
            links.Push(TcxLink.Attach(bpf.FindProgram(BenchObject.EmptyTc), interfaceIndex, TcDirection.Egress));
            links.Push(XdpLink.Attach(bpf.FindProgram(BenchObject.EmptyXdp), interfaceIndex, XdpMode.Generic));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (links.TryPop(out var link))
        {
            link.Detach();
            link.Dispose();
        }

        bpf.Dispose();
    }
}
