// SPDX-License-Identifier: MIT
using KongMonitor.Otlp.Sending;

namespace KongMonitor.Otlp;

/// <summary>What became of an export.</summary>
/// <param name="IsSent">Whether the collector took all of its requests.</param>
/// <param name="Trouble">What there was: of a request that failed before that of points that were rejected.</param>
/// <param name="RejectedPoints">How many.</param>
readonly record struct ExportResult(bool IsSent, OtlpTrouble? Trouble, long RejectedPoints)
{
    public ExportResult With(Answer answer) => new(
        IsSent && answer.IsAccepted,
        IsSent ? answer.Trouble ?? Trouble : Trouble,
        RejectedPoints + answer.RejectedPoints);
}
