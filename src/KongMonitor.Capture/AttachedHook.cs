// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Pins;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>A program on its hook. With a pin it stays there when the process ends, until <see cref="Detach"/>.</summary>
sealed class AttachedHook
{
    const string Generic = "XDP generic";
    const string Native = "XDP native";
    const string Tcx = "TCX";
    readonly Hook hook;
    readonly BpfLink? link;
    readonly ClsactFilter? filter;
    string? pin;

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

    /// <summary>Packets passed while an earlier run's program was off and this one not yet on.</summary>
    public bool HadGap { get; private init; }

    /// <summary>Throws if another program has the interface's XDP hook, before anything is changed.</summary>
    public static void RequireFree(Hook hook)
    {
        if (hook.Kind == HookKind.Xdp && XdpLink.Query(hook.Device.Index) is { IsAttached: true } status)
        {
            throw Taken(hook, status);
        }
    }

    /// <summary>Attaches a program, in the place that was reserved for it if one was, and pins it where there is a place for that.</summary>
    public static AttachedHook Attach(BpfProgram program, Hook hook, XdpMode mode, PinStore? pins, BpfLink? reserved = null)
    {
        var attached = reserved is not null ? Fill(reserved, program, hook)
            : hook.Kind == HookKind.Tc ? AttachTc(program, hook, pins)
            : AttachXdp(program, hook, mode);
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
    /// Puts a program in the place of an earlier run's, so that each packet meets one of the two. Only a wish for another XDP
    /// mode leaves a gap, since an interface has one mode at a time; if that mode fails, the program runs in the old one.
    /// </summary>
    public static AttachedHook Exchange(BpfProgram program, Hook hook, XdpMode mode, PinnedLink earlier, PinStore pins)
    {
        var running = hook.Kind == HookKind.Xdp ? XdpLink.Query(hook.Device.Index).Mode : null;
        if (hook.Kind == HookKind.Xdp && !IsWanted(running, hook, mode))
        {
            earlier.Remove();
            return Reattach(program, hook, mode, running == LibBpf.XdpMode.Native ? XdpMode.Native : XdpMode.Generic, pins);
        }

        earlier.Link.Update(program);
        var (link, pin) = earlier.Keep();
        var description = hook.Kind == HookKind.Tc ? Tcx : running == LibBpf.XdpMode.Native ? Native : Generic;
        return new(hook, link, description) { pin = pin };
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
        if (pin is not null)
        {
            File.Delete(pin);
        }
    }

    /// <summary>Lets go of it: a program that is not pinned is detached by that, a clsact filter stays.</summary>
    public void Release() => link?.Dispose();

    void Pin(PinStore? pins)
    {
        if (link is not null)
        {
            pin = pins?.Pin(link, hook.Device.Name, hook.Name);
        }
        else if (filter!.OwnsQdisc)
        {
            pins?.MarkQdisc(hook.Device);
        }
    }

    static AttachedHook Reattach(BpfProgram program, Hook hook, XdpMode mode, XdpMode before, PinStore pins)
    {
        try
        {
            var attached = Attach(program, hook, mode, pins);
            return new(hook, attached.link!, attached.Attachment.Description) { pin = attached.pin, HadGap = true };
        }
        catch
        {
            Attach(program, hook, before, pins).Release();
            throw;
        }
    }

    static AttachedHook Fill(BpfLink reserved, BpfProgram program, Hook hook)
    {
        try
        {
            reserved.Update(program);
            return new(hook, reserved, Tcx);
        }
        catch
        {
            reserved.Dispose();
            throw;
        }
    }

    static AttachedHook AttachTc(BpfProgram program, Hook hook, PinStore? pins)
    {
        var direction = LeftFilters.Of(hook.Direction);
        try
        {
            return new(hook, TcxLink.Attach(program, hook.Device.Index, direction), Tcx);
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
        new(hook, XdpLink.Attach(program, hook.Device.Index, LibBpf.XdpMode.Native), Native);

    static AttachedHook AttachGeneric(BpfProgram program, Hook hook) =>
        new(hook, XdpLink.Attach(program, hook.Device.Index, LibBpf.XdpMode.Generic), Generic);

    static bool IsTaken(BpfException e) => e.Error is Errno.EBUSY or Errno.EEXIST;

    static XdpTakenException Taken(Hook hook, XdpStatus status)
    {
        var name = BpfProgramInfo.TryGet(status.ProgramId, out var info) ? info.Name : null;
        return new(hook.Device.Name, status.ProgramId, name);
    }
}
