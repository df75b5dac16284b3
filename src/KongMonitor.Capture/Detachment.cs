// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Pins;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>Takes off what earlier runs left in this network namespace: killed, or ended with the wish to go on counting.</summary>
public static class Detachment
{
    /// <summary>Removes programs, and the counts with the last of them.</summary>
    /// <param name="interfaces">Names; none: all.</param>
    /// <param name="bpfFileSystem">A directory on a bpffs; null: wherever one is mounted.</param>
    /// <exception cref="CaptureException">It cannot be done; the message says what to do.</exception>
    public static DetachResult Run(IReadOnlyCollection<string> interfaces, string? bpfFileSystem)
    {
        ArgumentNullException.ThrowIfNull(interfaces);
        try
        {
            var pins = PinStore.Find(bpfFileSystem);
            List<string> hooks = [.. RemoveLinks(pins, interfaces), .. RemoveFilters(pins, interfaces)];
            return new(hooks, RemoveCounts(pins));
        }
        catch (Exception e) when (e is BpfException or LibBpfMissingException)
        {
            throw new CaptureException(KernelFloor.Explain(e.Message), e);
        }
    }

    static IEnumerable<string> RemoveLinks(PinStore? pins, IReadOnlyCollection<string> interfaces)
    {
        foreach (var link in pins?.OpenLinks() ?? [])
        {
            using (link)
            {
                if (interfaces.Count == 0 || interfaces.Contains(link.InterfaceName))
                {
                    link.Remove();
                    yield return $"{link.InterfaceName} {link.HookName}";
                }
            }
        }
    }

    static IEnumerable<string> RemoveFilters(PinStore? pins, IReadOnlyCollection<string> interfaces)
    {
        foreach (var device in InterfaceTable.Devices().Where(device => interfaces.Count == 0 || interfaces.Contains(device.Name)))
        {
            foreach (var direction in LeftFilters.On(device).ToArray())
            {
                LeftFilters.Remove(device, direction, pins);
                yield return $"{device.Name} {(direction == TcDirection.Ingress ? "ingress" : "egress")}";
            }
        }
    }

    // As long as a program is left somewhere, it counts into the maps.
    static bool RemoveCounts(PinStore? pins)
    {
        if (pins is null || !pins.Exists || pins.HasLinks || InterfaceTable.Devices().Any(device => LeftFilters.On(device).Any()))
        {
            return false;
        }

        pins.Remove();
        return true;
    }
}
