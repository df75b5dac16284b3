// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Pins;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>A program on its hook. With a pin it stays there when the process ends, until <see cref="Detach"/>.</summary>
sealed class AttachedHook
{
    readonly Hook hook;
    readonly BpfLink? link;
    readonly ClsactFilter? filter;

    AttachedHook(Hook hook, BpfLink link, string description)
        : this(hook, description) => this.link = link;

    AttachedHook(Hook hook, ClsactFilter filter)
        : this(hook, LeftFilters.Description) => this.filter = filter;

    AttachedHook(Hook hook, string description)
    {
        this.hook = hook;
        Attachment = new(hook.Device.Name, hook.Device.Index, hook.Direction, description);
    }

    public Attachment Attachment { get; }

    /// <summary>Throws if another program has the interface's XDP hook, before anything is changed.</summary>
    public static void RequireFree(Hook hook)
    {
        if (hook.Kind == HookKind.Xdp && XdpLink.Query(hook.Device.Index) is { IsAttached: true } status)
        {
            throw Taken(hook, status);
        }
    }

    /// <summary>Attaches a program, and pins it where there is a place for that.</summary>
    public static AttachedHook Attach(BpfProgram program, Hook hook, XdpMode mode, PinStore? pins)
    {
        var attached = hook.Kind == HookKind.Tc ? AttachTc(program, hook, pins) : AttachXdp(program, hook, mode);
        try
        {
            attached.Pin(pins);
            return attached;
        }
        catch
        {
            attached.Detach();
            throw;
        }
    }

    /// <summary>
    /// Puts a program in the place of an earlier run's, so that each packet meets one of the two. Null, with the earlier one
    /// taken off, where that runs in another mode than is wanted now.
    /// </summary>
    public static AttachedHook? Exchange(BpfProgram program, Hook hook, XdpMode mode, PinnedLink earlier)
    {
        var running = hook.Kind == HookKind.Xdp ? XdpLink.Query(hook.Device.Index).Mode : null;
        if (hook.Kind == HookKind.Xdp && !IsWanted(running, hook, mode))
        {
            earlier.Remove();
            return null;
        }

        earlier.Link.Update(program);
        var description = hook.Kind == HookKind.Tc ? "TCX" : running == LibBpf.XdpMode.Native ? "XDP native" : "XDP generic";
        return new(hook, earlier.Keep(), description);
    }

    /// <summary>Takes the program off.</summary>
    public void Detach()
    {
        filter?.Dispose();
        if (link is not null && hook.Device.Exists())
        {
            link.Detach();
        }

        link?.Dispose();
    }

    /// <summary>Lets go of it: a program that is not pinned is detached by that, a clsact filter stays.</summary>
    public void Release() => link?.Dispose();

    void Pin(PinStore? pins)
    {
        if (link is not null)
        {
            pins?.Pin(link, hook);
        }
        else if (filter!.OwnsQdisc)
        {
            pins?.MarkQdisc(hook.Device);
        }
    }

    static AttachedHook AttachTc(BpfProgram program, Hook hook, PinStore? pins)
    {
        var direction = LeftFilters.Of(hook.Direction);
        try
        {
            return new(hook, TcxLink.Attach(program, hook.Device.Index, direction), "TCX");
        }
        catch (BpfException e) when (e.IsNotSupported)
        {
            return new(hook, LeftFilters.Replace(program, hook.Device, direction, pins));
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

    static bool IsWanted(LibBpf.XdpMode? running, Hook hook, XdpMode mode) => mode switch
    {
        XdpMode.Native => running == LibBpf.XdpMode.Native,
        XdpMode.Auto when !hook.Device.IsVeth => true,
        _ => running == LibBpf.XdpMode.Generic,
    };

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
        new(hook, XdpLink.Attach(program, hook.Device.Index, LibBpf.XdpMode.Native), "XDP native");

    static AttachedHook AttachGeneric(BpfProgram program, Hook hook) =>
        new(hook, XdpLink.Attach(program, hook.Device.Index, LibBpf.XdpMode.Generic), "XDP generic");

    static bool IsTaken(BpfException e) => e.Error is Errno.EBUSY or Errno.EEXIST;

    static XdpTakenException Taken(Hook hook, XdpStatus status)
    {
        var name = BpfProgramInfo.TryGet(status.ProgramId, out var info) ? info.Name : null;
        return new(hook.Device.Name, status.ProgramId, name);
    }
}
