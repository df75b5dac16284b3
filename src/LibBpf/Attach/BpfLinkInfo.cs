// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>What the kernel says about a link.</summary>
/// <param name="Id">The kernel's number for it.</param>
/// <param name="ProgramId">The program it holds.</param>
/// <param name="InterfaceIndex">The interface it is on; 0 if that interface is gone.</param>
public readonly record struct BpfLinkInfo(uint Id, uint ProgramId, int InterfaceIndex);
