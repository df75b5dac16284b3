// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>The XDP programs of an interface; a number of 0 means none.</summary>
/// <param name="NativeProgramId">The program in the driver.</param>
/// <param name="GenericProgramId">The program in the network stack.</param>
/// <param name="HardwareProgramId">The program in the device itself.</param>
public readonly record struct XdpStatus(uint NativeProgramId, uint GenericProgramId, uint HardwareProgramId)
{
    /// <summary>Whether there is any program.</summary>
    public bool IsAttached => ProgramId != 0;

    /// <summary>The program there is, the one nearest to the device if there are several.</summary>
    public uint ProgramId =>
        HardwareProgramId != 0 ? HardwareProgramId
        : NativeProgramId != 0 ? NativeProgramId
        : GenericProgramId;

    /// <summary>How that program runs; null if there is none.</summary>
    public XdpMode? Mode =>
        HardwareProgramId != 0 ? XdpMode.Hardware
        : NativeProgramId != 0 ? XdpMode.Native
        : GenericProgramId != 0 ? XdpMode.Generic
        : null;
}
