// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Doctor;
using KongMonitor.Capture.Pins;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>Takes off what earlier runs left in this network namespace: killed, or ended with the wish to go on counting.</summary>
public static class Detachment
{
    /// <summary>Removes programs, and the counts with the last of them.</summary>
    /// <param name="interfaces">Names; none: all.</param>
    /// <param name="bpfFileSystem">A directory on a bpffs; null: all that are mounted.</param>
    /// <exception cref="CaptureException">It cannot be done; the message says what to do.</exception>
    public static DetachResult Run(IReadOnlyCollection<string> interfaces, string? bpfFileSystem)
    {
        ArgumentNullException.ThrowIfNull(interfaces);
        IReadOnlyList<PinStore> stores =
            bpfFileSystem is null ? PinStores.Left() : PinStores.Find(bpfFileSystem) is { Exists: true } named ? [named] : [];
        var hooks = new List<string>();
        var counts = false;
        foreach (var store in stores)
        {
            hooks.AddRange(Guarded(store.Root, () => RemoveLinks(store, interfaces)));
        }

        hooks.AddRange(Guarded("", () => RemoveFilters(stores, interfaces)));
        foreach (var store in stores)
        {
            counts |= Guarded(store.Root, () => RemoveCounts(store));
        }

        return new(hooks, counts, !counts && stores.Any(store => store.HasLinks));
    }

    static T Guarded<T>(string path, Func<T> remove)
    {
        try
        {
            return remove();
        }
        catch (Exception e) when (e is BpfException or LibBpfMissingException)
        {
            throw new CaptureException(KernelFloor.Explain(e.Message), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaptureException($"cannot remove what is pinned at {path} ({e.Message}): run as the user who started that monitor, or as root", e);
        }
    }

    static List<string> RemoveLinks(PinStore pins, IReadOnlyCollection<string> interfaces)
    {
        if (interfaces.Count == 0)
        {
            pins.Invalidate(); // cut short, nothing passes for counts that went on
        }

        using var links = new EarlierLinks(pins);
        return links.Remove(link => interfaces.Count == 0 || interfaces.Contains(link.InterfaceName));
    }

    static List<string> RemoveFilters(IReadOnlyList<PinStore> stores, IReadOnlyCollection<string> interfaces)
    {
        var removed = new List<string>();
        foreach (var device in InterfaceTable.Devices().Where(device => interfaces.Count == 0 || interfaces.Contains(device.Name)))
        {
            var marked = stores.FirstOrDefault(store => store.HasMarkedQdisc(device.Name));
            foreach (var direction in (ReadOnlySpan<TcDirection>)[TcDirection.Ingress, TcDirection.Egress])
            {
                var left = SurveyHook.RemoveLeft(device.Index, direction);
                if (LeftFilters.On(device).Contains(direction))
                {
                    LeftFilters.Remove(device, direction, marked);
                    left = true;
                }

                if (left)
                {
                    removed.Add($"{device.Name} {(direction == TcDirection.Ingress ? "ingress" : "egress")}");
                }
            }
        }

        return removed;
    }

    // As long as a program is left somewhere, it counts into the maps.
    static bool RemoveCounts(PinStore pins)
    {
        if (!pins.Exists || pins.HasLinks || InterfaceTable.Devices().Any(device => LeftFilters.On(device).Any()))
        {
            return false;
        }

        pins.Remove();
        return true;
    }
}
