// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Pins;

/// <summary>The links that an earlier run left pinned. Those that nobody takes over stay as they are when this is disposed.</summary>
sealed class EarlierLinks(PinStore? pins) : IDisposable
{
    readonly List<PinnedLink> links = [.. pins?.OpenLinks() ?? []];

    /// <summary>Whether one of them holds a hook.</summary>
    public bool Hold(Hook hook) => links.Exists(link => link.IsOn(hook));

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
    public void Remove()
    {
        foreach (var link in links)
        {
            link.Remove();
            link.Dispose();
        }

        links.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => links.ForEach(link => link.Dispose());
}
