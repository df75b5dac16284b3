// SPDX-License-Identifier: MIT
namespace AbiGenerator;

/// <summary>A section of an ELF file; offset and size are those of its bytes in the file.</summary>
sealed record ElfSection(string Name, uint Type, ulong Flags, int Offset, int Size, int Link);
