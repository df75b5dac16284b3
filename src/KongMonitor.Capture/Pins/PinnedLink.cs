// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.Capture.Pins;

/// <summary>A link that an earlier run pinned. It stays attached when this is disposed.</summary>
sealed class PinnedLink : IDisposable
{
    string path;
    bool kept;

    PinnedLink(string path, BpfLink link)
    {
        this.path = path;
        Link = link;
        (InterfaceName, HookName) = LinkName.Parse(Path.GetFileName(path));
        InterfaceIndex = link.GetInfo().InterfaceIndex;
    }

    /// <summary>What the interface was called when the link was pinned.</summary>
    public string InterfaceName { get; private set; }

    /// <summary>xdp, ingress or egress.</summary>
    public string HookName { get; }

    public BpfLink Link { get; }

    /// <summary>0: the interface is gone, and the link with it.</summary>
    public int InterfaceIndex { get; }

    /// <summary>Opens a pin; null if it is no link.</summary>
    public static PinnedLink? TryOpen(string path)
    {
        BpfLink? link = null;
        try
        {
            link = BpfLink.Open(path);
            return new(path, link);
        }
        catch (BpfException)
        {
            link?.Dispose();
            return null;
        }
    }

    /// <summary>By the interface's number: its name may be another one by now.</summary>
    public bool IsOn(Hook hook) => InterfaceIndex == hook.Device.Index && HookName == hook.Name;

    /// <summary>Pins it under another name, since its interface has one.</summary>
    public void Rename(string interfaceName, PinStore pins)
    {
        path = pins.Pin(Link, interfaceName, HookName);
        InterfaceName = interfaceName;
    }

    /// <summary>Takes its file away. It stays attached as long as somebody holds it.</summary>
    public void Unpin() => File.Delete(path);

    /// <summary>Detaches it, whoever else holds it.</summary>
    public void Remove()
    {
        if (InterfaceIndex != 0)
        {
            Link.Detach();
        }

        Unpin();
    }

    /// <summary>The link for the caller to hold, and where it is pinned: disposing this one does not touch it any more.</summary>
    public (BpfLink Link, string Path) Keep()
    {
        kept = true;
        return (Link, path);
    }

    public void Dispose()
    {
        if (!kept)
        {
            Link.Dispose();
        }
    }
}
