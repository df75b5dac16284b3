// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp.Sending;

/// <summary>What became of a request.</summary>
sealed record Answer
{
    public static Answer Accepted { get; } = new();

    /// <summary>Null: all is well.</summary>
    public OtlpTrouble? Trouble { get; init; }

    /// <summary>Whether the trouble is of some points alone: the request was accepted.</summary>
    public bool IsAccepted => Trouble is null or { Kind: OtlpTroubleKind.Rejected };

    /// <summary>Data points that were rejected.</summary>
    public long RejectedPoints { get; init; }

    /// <summary>Whether the same request may be sent again.</summary>
    public bool CanRetry { get; init; }

    /// <summary>How long the collector wants to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it was this request's fault, so that another may be accepted.</summary>
    public bool IsAboutRequest { get; init; }

    public static Answer Of(OtlpTroubleKind kind, string detail, bool canRetry) =>
        new() { Trouble = new(kind, detail), CanRetry = canRetry };
}
