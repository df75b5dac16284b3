// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;
using LibBpf;

namespace KongMonitor.Bench.Watching;

/// <summary>
/// The links on the gateway's interface. Programs stay loaded and are exchanged within them: loading and freeing a monitor
/// would go on in the kernel while the next one is measured.
/// </summary>
sealed class ProgramLinks : IDisposable
{
    BpfLink? ingress;
    BpfLink? egress;
    IngressMode mode;

    /// <summary>Puts programs there, in the place of others if there are any.</summary>
    public void Put(IngressMode wanted, BpfProgram ingressProgram, BpfProgram egressProgram)
    {
        if (mode != wanted)
        {
            Remove(ref ingress);
        }

        mode = wanted;
        Put(ref egress, egressProgram, () => TcxLink.Attach(egressProgram, GatewayInterface.Index, TcDirection.Egress));
        Put(ref ingress, ingressProgram, () => AttachIngress(wanted, ingressProgram));
    }

    /// <summary>Leaves the interface without a program.</summary>
    public void Remove()
    {
        Remove(ref ingress);
        Remove(ref egress);
    }

    public void Dispose() => Remove();

    static BpfLink AttachIngress(IngressMode mode, BpfProgram program) => mode switch
    {
        IngressMode.Tcx => TcxLink.Attach(program, GatewayInterface.Index, TcDirection.Ingress),
        IngressMode.XdpNative => XdpLink.Attach(program, GatewayInterface.Index, XdpMode.Native),
        _ => XdpLink.Attach(program, GatewayInterface.Index, XdpMode.Generic),
    };

    static void Put(ref BpfLink? link, BpfProgram program, Func<BpfLink> attach)
    {
        if (link is null)
        {
            link = attach();
        }
        else
        {
            link.Update(program);
        }
    }

    static void Remove(ref BpfLink? link)
    {
        link?.Detach();
        link?.Dispose();
        link = null;
    }
}
