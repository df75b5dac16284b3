// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>A BPF filter of a clsact hook, whoever made it.</summary>
/// <param name="Handle">The filter's number.</param>
/// <param name="Priority">Its place among others.</param>
/// <param name="ProgramId">The kernel's number for its program.</param>
/// <param name="Name">The name that its maker gave it; tc names file and section.</param>
public readonly record struct ClsactFilterInfo(uint Handle, ushort Priority, uint ProgramId, string Name);
