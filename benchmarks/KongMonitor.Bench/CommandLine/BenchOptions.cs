// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.CommandLine;

/// <summary>What the command line says.</summary>
sealed record BenchOptions
{
    /// <summary>The lab's facts.</summary>
    public required string LabFile { get; init; }

    /// <summary>Sections to run; none named: all.</summary>
    public required IReadOnlyList<string> Sections { get; init; }

    /// <summary>Minutes, not as long as it takes.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Compare with the bounds.</summary>
    public bool IsCheck { get; init; }
}
