// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Pins;
using KongMonitor.Core.Doctor;
using LibBpf;

namespace KongMonitor.Capture.Doctor;

/// <summary>
/// Gathers the facts of the checklist that need no traffic. Each is found out by itself, so that one that is missing hides
/// no other. What can be tried is tried: the monitor's programs are really loaded, and attached to nothing.
/// </summary>
public static class HostExamination
{
    /// <summary>Gathers the facts.</summary>
    public static HostFacts Examine(DoctorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (interfaces, failure) = Choose(options);
        var holder = NamespaceLock.FindHolder();
        var isOursThere = holder is not null || PinStores.Left().Count > 0;
        return new()
        {
            Kernel = Environment.OSVersion.Version,
            HasBtf = HostFiles.HasBtf,
            MissingCapabilities = [.. BpfLibrary.MissingCapabilities()],
            Bpffs = BpfFileSystem.Places() is [var place, ..] ? place : null,
            LeftPins = holder is null && PinStores.Left() is [var left, ..] ? left.Root : null,
            Lockdown = HostFiles.Lockdown(),
            Holder = holder,
            ProgramsFailure = ProgramTrial.Run(interfaces),
            Interfaces = [.. interfaces.Select(name => InterfaceExamination.Examine(name, isOursThere))],
            InterfaceFailure = failure,
            Listening = [.. ListenTable.Ports()],
            Ports = [.. (options.Ports ?? PortSet.KongDefaults()).Ranges()],
            ArePortsGiven = options.Ports is not null,
        };
    }

    static (IReadOnlyList<string> Names, string? Failure) Choose(DoctorOptions options)
    {
        if (options.Interfaces.Count > 0)
        {
            return ([.. options.Interfaces.Distinct()], null);
        }

        try
        {
            return ([DefaultRoute.FindInterface()], null);
        }
        catch (CaptureException e)
        {
            return ([], e.Message);
        }
    }
}
