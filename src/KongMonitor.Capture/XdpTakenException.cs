// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>Another XDP program is on the interface. It was not touched, and nothing was attached.</summary>
public sealed class XdpTakenException(string interfaceName, uint programId, string? programName) : CaptureException(
    $"interface {interfaceName} already has the XDP program {Describe(programId, programName)}, which was left alone: "
    + "use --ingress tcx to read incoming packets beside it")
{
    /// <summary>It is this monitor's own program, of a run whose pins are not to be seen from here.</summary>
    public bool IsOwn => programName == KongMonitor.Abi.ProgramNames.IngressXdp;

    /// <summary>The interface.</summary>
    public string InterfaceName => interfaceName;

    /// <summary>The kernel's id of the other program.</summary>
    public uint ProgramId => programId;

    /// <summary>Its name, null where privilege does not allow to ask.</summary>
    public string? ProgramName => programName;

    /// <summary>The other program for a person: name and id, or the id alone.</summary>
    public string Program => Describe(programId, programName);

    static string Describe(uint id, string? name) => string.IsNullOrEmpty(name) ? $"id {id}" : $"{name} (id {id})";
}
