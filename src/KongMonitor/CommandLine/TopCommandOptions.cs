// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Core.Filters;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary>What the user asked top for.</summary>
sealed record TopCommandOptions
{
    public required CaptureOptions Capture { get; init; }

    /// <summary>What the tables show at first.</summary>
    public required Filter Filter { get; init; }

    public required Texts Texts { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>Null: until the user quits, or a signal comes.</summary>
    public required TimeSpan? Duration { get; init; }

    /// <summary>Leave the programs counting at the end.</summary>
    public bool Keep { get; init; }
}
