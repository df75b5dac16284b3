// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using LibBpf;
using XdpMode = LibBpf.XdpMode;

namespace KongMonitor.Bench.Surroundings;

/// <summary>Programs that do nothing where the monitor's would be: XDP in generic mode, or TCX, and TCX egress.</summary>
sealed class EmptyPrograms : IDisposable
{
    readonly BpfObject bpf = BenchObject.Load();
    readonly Stack<BpfLink> links = new();

    public EmptyPrograms(int interfaceIndex, IngressHook ingress = IngressHook.Xdp)
    {
        try
        {
            links.Push(TcxLink.Attach(bpf.FindProgram(BenchObject.EmptyTc), interfaceIndex, TcDirection.Egress));
            links.Push(ingress == IngressHook.Xdp
                ? XdpLink.Attach(bpf.FindProgram(BenchObject.EmptyXdp), interfaceIndex, XdpMode.Generic)
                : TcxLink.Attach(bpf.FindProgram(BenchObject.EmptyTc), interfaceIndex, TcDirection.Ingress));
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
