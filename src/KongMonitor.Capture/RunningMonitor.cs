// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture.Containers;
using KongMonitor.Capture.Doctor;
using KongMonitor.Capture.Pins;
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// The counts of the monitor that runs in this network namespace, read beside it. Nothing is loaded, attached or changed: the
/// pinned maps are opened such that the kernel refuses to write.
/// </summary>
public sealed class RunningMonitor : IDisposable
{
    const int Tries = 3;
    readonly BpfObject bpf;
    readonly PinStore store;
    readonly string abi;
    readonly KernelReader reader;
    readonly ContainerDirectory directory = new();
    readonly BpfMap<uint, ulong> counters;
    readonly BpfMap<uint, MonitorConfig> watched;
    readonly ulong? pin;

    RunningMonitor(PinStore store, string abi, string holder, int connections)
    {
        this.store = store;
        this.abi = abi;
        bpf = OpenMaps(store, holder);
        try
        {
            if (PinnedMaps.Abi(bpf) != abi)
            {
                throw new UnreadableMonitorException(holder, hasOtherLayout: true);
            }

            counters = bpf.FindMap<uint, ulong>(MapNames.CounterMap);
            watched = bpf.FindMap<uint, MonitorConfig>(MapNames.WatchMap);
            pin = PinOf(counters)?.Inode;
            Since = UnixTime.Of(bpf.FindMap<uint, MonitorControl>(MapNames.ControlMap).Lookup(0).Since);
            reader = new(bpf, Since, mostConnections: connections, isReadOnly: true);
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }

    /// <summary>Wall time of the first count.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>Whether these are still the counts that lie there: a monitor that ends in order takes them away, another one may make new ones.</summary>
    public bool IsCurrent => store.Abi == abi && PinOf(counters)?.Inode == pin;

    /// <summary>Opens the counts of the monitor that runs here, or those that an earlier one left counting.</summary>
    /// <param name="bpfFileSystem">A directory on a bpffs; null: wherever one is mounted.</param>
    /// <param name="holder">What the running monitor says of itself; null: none runs.</param>
    /// <param name="connections">The most connections of each leg that a reading has, the most recent ones.</param>
    /// <returns>Null where nothing is pinned that counts.</returns>
    /// <exception cref="CaptureException">They cannot be read; the message says why.</exception>
    public static RunningMonitor? TryOpen(string? bpfFileSystem, string? holder, int connections)
    {
        try
        {
            IReadOnlyList<PinStore> stores = bpfFileSystem is null ? PinStores.Left()
                : PinStores.Find(bpfFileSystem) is { } asked ? [asked]
                : [];
            var store = stores.FirstOrDefault(store => store.Abi is not null && PinStores.IsCounting(store));
            return store?.Abi is { } abi ? new(store, abi, holder ?? store.Root, connections) : null;
        }
        catch (Exception e) when (e is BpfException or LibBpfMissingException or IOException or UnauthorizedAccessException)
        {
            throw new CaptureException(e.Message, e);
        }
    }

    /// <summary>Reads all maps. The same object is filled again by the next reading.</summary>
    /// <param name="allConnections">Whether every connection is wanted and not the most recent ones, since a filter looks for some.</param>
    public KernelReading Read(bool allConnections = false)
    {
        var reading = ReadWhole(allConnections);
        directory.Resolve(reading.ContainerCgroups, reading.ContainerIdentities);
        reading.Listen = reading.Counters[(int)Counter.FlowsOpened] == 0 ? ListenTable.Find(watched.Lookup(0)) : null;
        return reading;
    }

    /// <inheritdoc/>
    public void Dispose() => bpf.Dispose();

    FileStatus? PinOf(BpfMap<uint, ulong> map) => FileStatus.Of(store.PathOf(map.Untyped));

    // The running monitor may fold at this moment: a row could be met twice, or not at all.
    KernelReading ReadWhole(bool allConnections)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = counters.Lookup((uint)Counter.EndpointsFolded);
            var reading = reader.Read(allConnections);
            if (attempt == Tries || reading.Counters[(int)Counter.EndpointsFolded] == before)
            {
                return reading;
            }
        }
    }

    static BpfObject OpenMaps(PinStore store, string holder)
    {
        var bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
        try
        {
            if (!store.IsWhole(bpf))
            {
                throw new UnreadableMonitorException(holder, hasOtherLayout: true);
            }

            foreach (var map in PinnedMaps.Of(bpf))
            {
                map.ReusePinned(store.PathOf(map), readOnly: true);
            }

            return bpf;
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }
}
