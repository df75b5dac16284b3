// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.CommandLine;

/// <summary>What the command line says.</summary>
sealed record BenchOptions
{
    /// <summary>The lab's facts; null without a lab.</summary>
    public string? LabFile { get; init; }

    /// <summary>Sections to run; none named: all.</summary>
    public required IReadOnlyList<string> Sections { get; init; }

    /// <summary>Minutes, not as long as it takes.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Write the document, and measure nothing.</summary>
    public bool IsDocument { get; init; }

    /// <summary>Compare with the bounds.</summary>
    public bool IsCheck { get; init; }
}
