// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture.Pins;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// The monitor's filters on kernels without TCX. They have no link to pin: killed, a monitor leaves them, and the next one
/// finds them by their number, priority and program.
/// </summary>
static class LeftFilters
{
    /// <summary>How an attachment of this kind is described.</summary>
    public const string Description = "clsact";
    const uint Handle = 0x6b6f6e67; // "kong"
    const ushort Priority = 3;
    static readonly TcDirection[] directions = [TcDirection.Ingress, TcDirection.Egress];

    /// <summary>Attaches a program in the place of what an earlier run left there.</summary>
    public static ClsactFilter Replace(BpfProgram program, NetworkDevice device, TcDirection direction, PinStore? pins) =>
        ClsactFilter.Attach(program, device.Index, direction, Handle, Priority, pins?.HasMarkedQdisc(device.Name) ?? false);

    /// <summary>Those on an interface.</summary>
    public static IEnumerable<TcDirection> On(NetworkDevice device) => directions.Where(direction =>
        ClsactFilter.TryFind(device.Index, direction, Handle, Priority, out var program) && IsOurs(program));

    /// <summary>Removes one, and the qdisc if it was the last one there and a monitor had made it.</summary>
    public static void Remove(NetworkDevice device, TcDirection direction, PinStore? pins)
    {
        ClsactFilter.Remove(device.Index, direction, Handle, Priority, pins?.HasMarkedQdisc(device.Name) ?? false);
        if (!On(device).Any())
        {
            // The qdisc is gone, or it is theirs whose filters are on it.
            pins?.UnmarkQdisc(device.Name);
        }
    }

    /// <summary>Removes those of earlier runs on hooks that are not this run's. With TCX there are none.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool RemoveOthers(IReadOnlyList<Hook> plan, IReadOnlyList<Attachment> attachments, PinStore? pins)
    {
        if (!attachments.Any(attachment => attachment.Description == Description))
        {
            return false;
        }

        var removed = false;
        foreach (var device in InterfaceTable.Devices())
        {
            var others = On(device).Where(direction => !plan.Any(hook => hook.Kind == HookKind.Tc
                && hook.Device.Index == device.Index && Of(hook.Direction) == direction));
            foreach (var direction in others.ToArray())
            {
                Remove(device, direction, pins);
                removed = true;
            }
        }

        return removed;
    }

    /// <summary>The direction as libbpf calls it.</summary>
    public static TcDirection Of(Direction direction) =>
        direction == Direction.Ingress ? TcDirection.Ingress : TcDirection.Egress;

    // Without the right to ask for its name, number and priority have to do.
    static bool IsOurs(uint program) =>
        !BpfProgramInfo.TryGet(program, out var info) || info.IsNamed(ProgramNames.IngressTc) || info.IsNamed(ProgramNames.EgressTc);
}
