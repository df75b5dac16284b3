// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core.Doctor;
using LibBpf;

namespace KongMonitor.Capture.Doctor;

/// <summary>Looks at an interface that is to be watched: how the monitor reads it, and who else has programs on it.</summary>
static class InterfaceExamination
{
    static readonly string[] ours =
    [
        ProgramNames.IngressXdp, ProgramNames.IngressTc, ProgramNames.EgressTc,
        Abi.Survey.ProgramNames.SurveyIngress, Abi.Survey.ProgramNames.SurveyEgress,
    ];

    /// <summary>Examines it; why it cannot be watched is one of the facts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="monitorRuns">Whether programs without a known name may be a running monitor's.</param>
    public static InterfaceFacts Examine(string name, bool monitorRuns)
    {
        try
        {
            var device = NetworkDevice.Find(name);
            return new(name)
            {
                Index = device.Index,
                Driver = device.Driver,
                IsUp = device.IsUp,
                Hooks = string.Join(", ", Hook.Plan([device], IngressHook.Xdp).Reverse().Select(hook => Describe(hook)).Distinct()),
                OtherXdp = OtherXdp(device, monitorRuns),
                OtherTc = [.. OtherTc(device.Index, monitorRuns)],
            };
        }
        catch (Exception e) when (e is CaptureException or LibBpfMissingException)
        {
            return new(name) { Failure = e.Message };
        }
    }

    static string Describe(Hook hook) => hook.Kind == HookKind.Tc ? (HasTcx(hook.Device.Index) ? "TCX" : "clsact")
        : hook.Device.IsVeth ? "XDP generic"
        : "XDP native or else generic";

    static bool HasTcx(int index)
    {
        try
        {
            TcxLink.Query(index, TcDirection.Egress);
            return true;
        }
        catch (BpfException e)
        {
            return !e.IsNotSupported;
        }
    }

    static string? OtherXdp(NetworkDevice device, bool monitorRuns)
    {
        if (device.LinkLayer != LinkLayer.Ethernet)
        {
            return null; // there the monitor reads incoming packets by TC
        }

        try
        {
            var status = XdpLink.Query(device.Index);
            return status.IsAttached ? Show(status.ProgramId, monitorRuns) : null;
        }
        catch (BpfException)
        {
            return null; // the line on capabilities says why
        }
    }

    static IEnumerable<string> OtherTc(int index, bool monitorRuns)
    {
        var programs = new List<uint>();
        foreach (var direction in (ReadOnlySpan<TcDirection>)[TcDirection.Ingress, TcDirection.Egress])
        {
            foreach (var filter in ClsactFilter.Query(index, direction))
            {
                programs.Add(filter.ProgramId);
            }

            try
            {
                programs.AddRange(TcxLink.Query(index, direction));
            }
            catch (BpfException)
            {
                // No TCX, or not for us to ask: what clsact has is all that can be known.
            }
        }

        return programs.ConvertAll(id => Show(id, monitorRuns)).OfType<string>().Distinct();
    }

    // Null for our own; without privilege all names are unknown.
    static string? Show(uint id, bool monitorRuns) =>
        !BpfProgramInfo.TryGet(id, out var info) ? monitorRuns ? null : $"id {id}"
        : ours.Any(info.IsNamed) ? null
        : $"{Core.WireText.Show(info.Name)} (id {id})";
}
