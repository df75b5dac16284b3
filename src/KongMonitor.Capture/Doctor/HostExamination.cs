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
    public static HostFacts Examine(DoctorScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
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
            IsLockdownKnown = HostFiles.IsLockdownKnown(),
            HasCgroups = HostFiles.HasCgroups(),
            Holder = holder,
            Followed = scope.Followed,
            IsMonitorUnknown = holder is not null && scope is { IsOpen: true, Followed: null },
            ProgramsFailure = ProgramTrial.Run(scope.Interfaces),
            Interfaces = [.. scope.Interfaces.Select(name => InterfaceExamination.Examine(name, isOursThere))],
            Listening = [.. ListenTable.Ports()],
            Ports = [.. scope.Ports.Ranges()],
            ArePortsGiven = scope.ArePortsGiven,
        };
    }
}
