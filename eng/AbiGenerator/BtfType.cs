// SPDX-License-Identifier: MIT
namespace AbiGenerator;

/// <summary>One BTF type record. Which of the properties mean anything depends on <see cref="Kind"/>.</summary>
sealed record BtfType(BtfKind Kind, string Name)
{
    /// <summary>Bytes of an integer, enum, struct or union.</summary>
    public int Size { get; init; }

    /// <summary>The type pointed to, typedef'd, qualified, or of an array's element or a variable.</summary>
    public int TypeId { get; init; }

    /// <summary>Number of an array's elements.</summary>
    public int Length { get; init; }

    /// <summary>Of an integer or enum.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Of a struct or union; of a data section: its variables.</summary>
    public IReadOnlyList<BtfMember> Members { get; init; } = [];

    /// <summary>Of an enum.</summary>
    public IReadOnlyList<BtfEnumerator> Enumerators { get; init; } = [];
}
