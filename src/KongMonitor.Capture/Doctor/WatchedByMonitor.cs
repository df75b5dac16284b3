// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture.Pins;
using LibBpf;

namespace KongMonitor.Capture.Doctor;

/// <summary>What the monitor of this network namespace watches, by what it pinned: it may run, or be killed and count on.</summary>
sealed record WatchedByMonitor(IReadOnlyList<string> Interfaces, PortSet Ports, bool Upstream)
{
    /// <summary>Null where it cannot be known: nothing is pinned, by another version, or not for this process to read.</summary>
    public static WatchedByMonitor? Find()
    {
        try
        {
            return PinStores.Left().Where(store => store.Abi is not null).Select(Read).OfType<WatchedByMonitor>().FirstOrDefault();
        }
        catch (Exception e) when (
            e is BpfException or LibBpfMissingException or CaptureException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static WatchedByMonitor? Read(PinStore store)
    {
        using var bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
        var map = bpf.FindMap(MapNames.WatchMap);
        map.ReusePinned(store.PathOf(map));
        if (map.GetInfo().ValueSize != map.ValueSize)
        {
            return null;
        }

        var config = map.As<uint, MonitorConfig>().Lookup(0);
        return new(InterfacesOf(store), config.AllPorts != 0 ? PortSet.All() : PortSet.Of(config.Ports.AsReadOnlySpan()), config.Upstream != 0);
    }

    static string[] InterfacesOf(PinStore store)
    {
        var links = store.OpenLinks();
        var indexes = links.Select(link => link.InterfaceIndex).ToHashSet();
        foreach (var link in links)
        {
            link.Dispose();
        }

        // Without TCX some hooks have no link, but a filter.
        return [.. InterfaceTable.Devices().Where(device => indexes.Contains(device.Index) || LeftFilters.On(device).Any()).Select(device => device.Name)];
    }
}
