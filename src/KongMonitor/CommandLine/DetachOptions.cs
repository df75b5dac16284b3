// SPDX-License-Identifier: MIT
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary>What the user asked to be taken off.</summary>
sealed record DetachOptions
{
    /// <summary>None: everywhere.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    /// <summary>Null: wherever one is mounted.</summary>
    public required string? BpfFileSystem { get; init; }

    public required Texts Texts { get; init; }
}
