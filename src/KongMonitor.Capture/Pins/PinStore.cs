// SPDX-License-Identifier: MIT
using LibBpf;

namespace KongMonitor.Capture.Pins;

/// <summary>
/// What outlives the process, in a directory of its own on a bpffs:
/// <c>kong-ebpf-monitor/NAMESPACE/{maps/NAME, links/INTERFACE-HOOK, abi}</c>. NAMESPACE is the cookie of the network namespace,
/// so that pods that share a node's bpffs never meet. <c>abi</c> is a symbolic link whose target is the hash: it is made last,
/// so without it the rest is half a start.
/// </summary>
sealed class PinStore
{
    const char HookSeparator = '-';
    const string Product = "kong-ebpf-monitor";
    const string QdiscMark = "clsact";
    const string MarkTarget = "made-here";
    const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode Everybodys = (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit;
    readonly string product;
    readonly string maps;
    readonly string links;
    readonly string abi;

    PinStore(string bpfFileSystem, string cookie)
    {
        product = Path.Combine(bpfFileSystem, Product);
        Root = Path.Combine(product, cookie);
        maps = Path.Combine(Root, "maps");
        links = Path.Combine(Root, "links");
        abi = Path.Combine(Root, "abi");
    }

    /// <summary>The directory of the calling thread's network namespace.</summary>
    public string Root { get; }

    /// <summary>Whether anything lies here.</summary>
    public bool Exists => Directory.Exists(Root);

    /// <summary>Whether links lie here.</summary>
    public bool HasLinks => Entries(links).Any(path => !IsMark(path));

    /// <summary>The hash of the maps that lie here, null if there are none or not all of them.</summary>
    public string? Abi => new FileInfo(abi).LinkTarget;

    /// <summary>The store on a bpffs, made or not; null without a mounted one.</summary>
    /// <param name="directory">A directory on a bpffs; null: wherever one is mounted.</param>
    /// <exception cref="CaptureException">The directory is not on a bpffs.</exception>
    public static PinStore? Find(string? directory)
    {
        if (directory is not null && !BpfFileSystem.Holds(directory))
        {
            throw new NoBpfFileSystemException(directory);
        }

        return (directory ?? BpfFileSystem.Find()) is { } place ? new(place, NamespaceCookie.Get()) : null;
    }

    /// <summary>How a hook is called in the name of its link.</summary>
    public static string HookName(Hook hook) => (hook.Direction, hook.Kind) switch
    {
        (_, HookKind.Xdp) => "xdp",
        (Direction.Ingress, _) => "ingress",
        _ => "egress",
    };

    /// <summary>Whether every map that the object wants lies here.</summary>
    public bool IsWhole(BpfObject bpf) => PinnedMaps.Of(bpf).All(map => File.Exists(Path.Combine(maps, map.Name)));

    /// <summary>Lets the object take over the maps that lie here when it is loaded.</summary>
    public void Reuse(BpfObject bpf)
    {
        foreach (var map in PinnedMaps.Of(bpf))
        {
            map.ReusePinned(Path.Combine(maps, map.Name));
        }
    }

    /// <summary>Pins the maps of a loaded object in the place of whatever lies here. Marks stay: qdiscs do not end with the counts.</summary>
    public void Pin(BpfObject bpf)
    {
        string[] marks = [.. Entries(links).Where(IsMark)];
        Remove();
        if (!Directory.Exists(product))
        {
            Directory.CreateDirectory(product);
            File.SetUnixFileMode(product, Everybodys);
        }

        Directory.CreateDirectory(Root, Mine);
        Directory.CreateDirectory(maps, Mine);
        Directory.CreateDirectory(links, Mine);
        foreach (var map in PinnedMaps.Of(bpf))
        {
            map.Pin(Path.Combine(maps, map.Name));
        }

        foreach (var mark in marks)
        {
            File.CreateSymbolicLink(mark, MarkTarget);
        }

        File.CreateSymbolicLink(abi, PinnedMaps.Abi(bpf));
    }

    /// <summary>Pins the link of a hook.</summary>
    public void Pin(BpfLink link, Hook hook) => link.Pin(LinkPath(hook.Device.Name, HookName(hook)));

    /// <summary>The links that lie here.</summary>
    public IReadOnlyList<PinnedLink> OpenLinks() => [.. Entries(links).Where(path => !IsMark(path)).Select(PinnedLink.Open)];

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
    public void Remove() => RemoveStore(Root, product);

    /// <summary>Unpins what network namespaces left that are gone: all links of such a one have lost their interface.</summary>
    public void RemoveOrphans()
    {
        foreach (var store in Entries(product).Where(store => store != Root && IsOrphan(store)))
        {
            RemoveStore(store, product);
        }
    }

    static bool IsOrphan(string store)
    {
        try
        {
            string[] pins = [.. Entries(Path.Combine(store, "links")).Where(path => !IsMark(path))];
            return pins.Length > 0 && pins.All(IsGone);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BpfException)
        {
            return false; // another user's, or its monitor is at work there
        }
    }

    static bool IsGone(string pin)
    {
        using var link = PinnedLink.Open(pin);
        return link.InterfaceIndex == 0;
    }

    static void RemoveStore(string root, string product)
    {
        if (!Directory.Exists(root))
        {
            return;
        }

        // Without "abi" the rest is no store any more, should the process end in the middle.
        File.Delete(Path.Combine(root, "abi"));
        Directory.Delete(root, recursive: true);
        if (!Entries(product).Any())
        {
            Directory.Delete(product);
        }
    }

    static IEnumerable<string> Entries(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateFileSystemEntries(directory) : [];

    static bool IsMark(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>Interface and hook of a link by its file's name.</summary>
    public static (string InterfaceName, string HookName) ParseLinkName(string name)
    {
        var end = name.LastIndexOf(HookSeparator);
        return (name[..end].Replace("%2E", ".").Replace("%25", "%"), name[(end + 1)..]);
    }

    // bpffs keeps names with a dot for itself; eth0.100 has one.
    string LinkPath(string interfaceName, string hookName) =>
        Path.Combine(links, $"{interfaceName.Replace("%", "%25").Replace(".", "%2E")}{HookSeparator}{hookName}");
}
