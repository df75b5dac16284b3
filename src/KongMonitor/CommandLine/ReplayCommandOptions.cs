// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Core.Filters;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary>What the user asked the replay for.</summary>
sealed record ReplayCommandOptions
{
    public required string File { get; init; }

    public required ReplayOptions Replay { get; init; }

    /// <summary>What events and tables show.</summary>
    public required Filter Filter { get; init; }

    public required Texts Texts { get; init; }

    public required OutputFormat Format { get; init; }

    /// <summary>Connection rows of each leg in the report.</summary>
    public required int Connections { get; init; }
}
