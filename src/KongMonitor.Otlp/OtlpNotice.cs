// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp;

/// <summary>Something to tell the user; at most one a minute tells of trouble.</summary>
public sealed record OtlpNotice
{
    /// <summary>Where exports go, without secrets.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Null: exports succeed again.</summary>
    public required OtlpTrouble? Trouble { get; init; }

    /// <summary>Exports that failed: since the last notice, or in all since they began to fail when they succeed again.</summary>
    public required long Failed { get; init; }

    /// <summary>Data points that the collector rejected since the last notice.</summary>
    public required long RejectedPoints { get; init; }
}
