// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.Capture.Pins;

/// <summary>
/// What outlives the process, in a directory of its own on a bpffs:
/// <c>kong-ebpf-monitor/NAMESPACE/{maps/NAME, links/INTERFACE-HOOK, abi}</c>. NAMESPACE is the cookie of the network namespace,
/// so that pods that share a node's bpffs never meet. <c>abi</c> is a symbolic link whose target is the hash: it is made last
/// and goes first, so without it the rest is half a start or half an end.
/// </summary>
sealed class PinStore
{
    const string QdiscMark = "clsact";
    const string MarkTarget = "made-here";
    readonly string maps;
    readonly string links;
    readonly string abi;

    public PinStore(string bpfFileSystem, string cookie)
    {
        Product = new(bpfFileSystem);
        Root = Path.Combine(Product.Path, cookie);
        maps = Path.Combine(Root, "maps");
        links = Path.Combine(Root, "links");
        abi = Path.Combine(Root, "abi");
    }

    /// <summary>What all namespaces have in common.</summary>
    public ProductDirectory Product { get; }

    /// <summary>The directory of the network namespace.</summary>
    public string Root { get; }

    /// <summary>Whether anything lies here.</summary>
    public bool Exists => Directory.Exists(Root);

    /// <summary>Whether links lie here.</summary>
    public bool HasLinks => LinkPaths().Any();

    /// <summary>The hash of the maps that lie here, null if there are none or not all of them.</summary>
    public string? Abi => new FileInfo(abi).LinkTarget;

    /// <summary>Makes the directories, so that the rest can only fail by the kernel.</summary>
    /// <exception cref="PinException">This user cannot make or read them; nothing was changed.</exception>
    public void Prepare()
    {
        try
        {
            Product.Make();
            foreach (var directory in (ReadOnlySpan<string>)[Root, maps, links])
            {
                Directory.CreateDirectory(directory, ProductDirectory.Mine);
                _ = Directory.EnumerateFileSystemEntries(directory).Any();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PinException(Root, e.Message);
        }
    }

    /// <summary>Where a map is pinned.</summary>
    public string PathOf(BpfMap map) => Path.Combine(maps, map.Name);

    /// <summary>Whether every map that the object wants lies here.</summary>
    public bool IsWhole(BpfObject bpf) => PinnedMaps.Of(bpf).All(map => File.Exists(PathOf(map)));

    /// <summary>Lets the object take over the maps that lie here when it is loaded.</summary>
    public void Reuse(BpfObject bpf)
    {
        foreach (var map in PinnedMaps.Of(bpf))
        {
            map.ReusePinned(PathOf(map));
        }
    }

    /// <summary>Pins the maps of a loaded object in the place of whatever lies here. Marks stay: qdiscs do not end with the counts.</summary>
    public void Pin(BpfObject bpf)
    {
        Invalidate();
        foreach (var path in Directory.GetFiles(maps).Concat(LinkPaths()))
        {
            File.Delete(path);
        }

        foreach (var map in PinnedMaps.Of(bpf))
        {
            map.Pin(PathOf(map));
        }
    }

    /// <summary>From now on the next start takes over what lies here.</summary>
    public void Commit(BpfObject bpf) => File.CreateSymbolicLink(abi, PinnedMaps.Abi(bpf));

    /// <summary>From now on the next start takes over nothing.</summary>
    public void Invalidate() => File.Delete(abi);

    /// <summary>Pins a link under the names of its interface and hook; what was of that name is unpinned.</summary>
    /// <returns>The pin's path.</returns>
    public string Pin(BpfLink link, string interfaceName, string hookName)
    {
        var path = LinkPath(interfaceName, hookName);
        File.Delete(path);
        link.Pin(path);
        return path;
    }

    /// <summary>The links that lie here. What is no link is passed over.</summary>
    public IReadOnlyList<PinnedLink> OpenLinks() => [.. LinkPaths().Select(PinnedLink.TryOpen).OfType<PinnedLink>()];

    /// <summary>Remembers that the clsact qdisc of an interface was made by a monitor, and is to go with it.</summary>
    public void MarkQdisc(NetworkDevice device)
    {
        var mark = LinkPath(device.Name, QdiscMark);
        if (!IsMark(mark))
        {
            File.CreateSymbolicLink(mark, MarkTarget);
        }
    }

    /// <summary>Whether <see cref="MarkQdisc"/> was called for the interface, by this run or an earlier one.</summary>
    public bool HasMarkedQdisc(string interfaceName) => IsMark(LinkPath(interfaceName, QdiscMark));

    /// <summary>Forgets what <see cref="MarkQdisc"/> remembers.</summary>
    public void UnmarkQdisc(string interfaceName)
    {
        if (HasMarkedQdisc(interfaceName)) // else there may be no directory either
        {
            File.Delete(LinkPath(interfaceName, QdiscMark));
        }
    }

    /// <summary>Unpins everything. A link that nobody holds is detached by that, a map that nobody uses is gone.</summary>
    public void Remove()
    {
        if (Exists)
        {
            Invalidate();
            Directory.Delete(Root, recursive: true);
        }
    }

    /// <summary>Whether its network namespace is gone: there are links, and all of them have lost their interface.</summary>
    public bool IsOrphan()
    {
        try
        {
            string[] pins = [.. LinkPaths()];
            return pins.Length > 0 && pins.All(IsGone);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BpfException)
        {
            return false; // another user's, or its monitor is at work there
        }
    }

    static bool IsGone(string pin)
    {
        using var link = PinnedLink.TryOpen(pin);
        return link is { InterfaceIndex: 0 };
    }

    IEnumerable<string> LinkPaths() => Directory.Exists(links) ? Directory.GetFiles(links).Where(path => !IsMark(path)) : [];

    static bool IsMark(string path) => new FileInfo(path).LinkTarget is not null;

    string LinkPath(string interfaceName, string hookName) => Path.Combine(links, LinkName.Of(interfaceName, hookName));
}
