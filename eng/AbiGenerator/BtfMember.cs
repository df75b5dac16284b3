// SPDX-License-Identifier: MIT
namespace AbiGenerator;

/// <summary>A member of a struct or union, or (without name) a variable of a data section.</summary>
sealed record BtfMember(string Name, int TypeId, int BitOffset, int BitfieldSize);
