// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.Capture.Pins;

/// <summary>A link that an earlier run pinned. It stays attached when this is disposed.</summary>
sealed class PinnedLink : IDisposable
{
    readonly string path;
    bool kept;

    PinnedLink(string path, BpfLink link)
    {
        this.path = path;
        Link = link;
        (InterfaceName, HookName) = PinStore.ParseLinkName(Path.GetFileName(path));
        InterfaceIndex = link.GetInfo().InterfaceIndex;
    }

    /// <summary>What the interface was called when the link was pinned.</summary>
    public string InterfaceName { get; }

    /// <summary>xdp, ingress or egress.</summary>
    public string HookName { get; }

    public BpfLink Link { get; }

    /// <summary>0: the interface is gone, and the link with it.</summary>
    public int InterfaceIndex { get; }

    public static PinnedLink Open(string path) => new(path, BpfLink.Open(path));

    /// <summary>By the interface's number: its name may be another one by now.</summary>
    public bool IsOn(Hook hook) => InterfaceIndex == hook.Device.Index && HookName == PinStore.HookName(hook);

    /// <summary>Detaches it, whoever else holds it.</summary>
    public void Remove()
    {
        if (InterfaceIndex != 0)
        {
            Link.Detach();
        }

        File.Delete(path);
    }

    /// <summary>The link for the caller to hold: disposing this one does not touch it any more.</summary>
    public BpfLink Keep()
    {
        kept = true;
        return Link;
    }

    public void Dispose()
    {
        if (!kept)
        {
            Link.Dispose();
        }
    }
}
