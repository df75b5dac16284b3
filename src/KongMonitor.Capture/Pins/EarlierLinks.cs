// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Pins;

/// <summary>The links that an earlier run left pinned. Those that nobody takes over stay as they are when this is disposed.</summary>
sealed class EarlierLinks : IDisposable
{
    readonly List<PinnedLink> links;
    readonly HashSet<(int InterfaceIndex, bool IsEgress)> watched;

    /// <summary>Opens them. Those whose interface is gone are unpinned, those whose interface has another name now get it.</summary>
    public EarlierLinks(PinStore? pins)
    {
        links = [.. pins?.OpenLinks() ?? []];
        LostSome = links.Exists(link => link.InterfaceIndex == 0);
        foreach (var link in links.Where(link => link.InterfaceIndex == 0).ToArray())
        {
            link.Unpin();
            link.Dispose();
            links.Remove(link);
        }

        watched = [.. links.Select(link => (link.InterfaceIndex, link.HookName == Hook.EgressName))];
        var names = InterfaceTable.Devices().ToDictionary(device => device.Index, device => device.Name);
        PinnedLink[] renamed = [.. links.Where(link => names.TryGetValue(link.InterfaceIndex, out var name) && name != link.InterfaceName)];

        // All of them first: two interfaces may have exchanged their names.
        Array.ForEach(renamed, link => link.Unpin());
        Array.ForEach(renamed, link => link.Rename(names[link.InterfaceIndex], pins!));
    }

    /// <summary>Whether an interface that they watched is gone, perhaps made anew: packets passed unseen.</summary>
    public bool LostSome { get; }

    /// <summary>Whether one of them holds a hook.</summary>
    public bool Hold(Hook hook) => links.Exists(link => link.IsOn(hook));

    /// <summary>Whether they saw packets that a plan does not see.</summary>
    public bool SawMoreThan(IReadOnlyList<Hook> plan) =>
        watched.Any(place => !plan.Any(hook => (hook.Device.Index, hook.Direction == Direction.Egress) == place));

    /// <summary>The one on a hook, which is the caller's from now on; null if there is none.</summary>
    public PinnedLink? Take(Hook hook)
    {
        var link = links.Find(link => link.IsOn(hook));
        if (link is not null)
        {
            links.Remove(link);
        }

        return link;
    }

    /// <summary>Detaches those that are left.</summary>
    public void Remove() => Remove(_ => true);

    /// <summary>Detaches some of them. Returns where they were: "eth0 xdp", ….</summary>
    public List<string> Remove(Predicate<PinnedLink> which)
    {
        var removed = new List<string>();
        foreach (var link in links.FindAll(which))
        {
            link.Remove();
            link.Dispose();
            links.Remove(link);
            removed.Add($"{link.InterfaceName} {link.HookName}");
        }

        return removed;
    }

    /// <inheritdoc/>
    public void Dispose() => links.ForEach(link => link.Dispose());
}
