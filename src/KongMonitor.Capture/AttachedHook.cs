// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>A program on its hook, until disposed.</summary>
sealed class AttachedHook : IDisposable
{
    // Fixed, so that the next start replaces the filter that a killed monitor left on a kernel without TCX.
    const uint FilterHandle = 0x6b6f6e67; // "kong"
    const ushort FilterPriority = 3;
    readonly IDisposable holder;

    AttachedHook(IDisposable holder, Hook hook, string description)
    {
        this.holder = holder;
        Attachment = new(hook.Device.Name, hook.Device.Index, hook.Direction, description);
    }

    public Attachment Attachment { get; }

    public static AttachedHook Attach(BpfProgram program, Hook hook, XdpMode mode) =>
        hook.Kind == HookKind.Tc ? AttachTc(program, hook) : AttachXdp(program, hook, mode);

    /// <summary>Throws if another program has the interface's XDP hook, before anything is changed.</summary>
    public static void RequireFree(Hook hook)
    {
        if (hook.Kind == HookKind.Xdp && XdpLink.Query(hook.Device.Index) is { IsAttached: true } status)
        {
            throw Taken(hook, status);
        }
    }

    public void Dispose() => holder.Dispose();

    static AttachedHook AttachTc(BpfProgram program, Hook hook)
    {
        var direction = hook.Direction == Direction.Ingress ? TcDirection.Ingress : TcDirection.Egress;
        try
        {
            return new(TcxLink.Attach(program, hook.Device.Index, direction), hook, "TCX");
        }
        catch (BpfException e) when (e.IsNotSupported)
        {
            return new(ClsactFilter.Attach(program, hook.Device.Index, direction, FilterHandle, FilterPriority), hook, "clsact");
        }
    }

    static AttachedHook AttachXdp(BpfProgram program, Hook hook, XdpMode mode)
    {
        try
        {
            return mode switch
            {
                XdpMode.Native => AttachNative(program, hook),
                XdpMode.Auto when !hook.Device.IsVeth => AttachNativeElseGeneric(program, hook),
                _ => AttachGeneric(program, hook),
            };
        }
        catch (BpfException e) when (IsTaken(e))
        {
            throw Taken(hook, XdpLink.Query(hook.Device.Index));
        }
    }

    static AttachedHook AttachNativeElseGeneric(BpfProgram program, Hook hook)
    {
        try
        {
            return AttachNative(program, hook);
        }
        catch (BpfException e) when (!IsTaken(e) && !e.IsPrivilegeMissing)
        {
            // Drivers refuse for reasons of their own (MTU, queues, offloads): generic XDP works with all of them.
            return AttachGeneric(program, hook);
        }
    }

    static AttachedHook AttachNative(BpfProgram program, Hook hook) =>
        new(XdpLink.Attach(program, hook.Device.Index, LibBpf.XdpMode.Native), hook, "XDP native");

    static AttachedHook AttachGeneric(BpfProgram program, Hook hook) =>
        new(XdpLink.Attach(program, hook.Device.Index, LibBpf.XdpMode.Generic), hook, "XDP generic");

    static bool IsTaken(BpfException e) => e.Error is Errno.EBUSY or Errno.EEXIST;

    static XdpTakenException Taken(Hook hook, XdpStatus status)
    {
        var name = BpfProgramInfo.TryGet(status.ProgramId, out var info) ? info.Name : null;
        return new(hook.Device.Name, status.ProgramId, name);
    }
}
