// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>What the status in a row's key says: a response's, or a pseudo status.</summary>
public static class ExchangeStatuses
{
    const ushort FirstOfResponses = (ushort)ExchangeStatus.LowestAnswered;
    const ushort FirstError = 400;

    /// <summary>Whether a response came.</summary>
    public static bool IsResponse(ushort status) => status is >= FirstOfResponses and not (ushort)ExchangeStatus.Desynced;

    /// <summary>Why no response came; null if one did, or if nobody knows.</summary>
    public static UnansweredReason? UnansweredReasonOf(ushort status) =>
        status < FirstOfResponses ? (UnansweredReason)(status - (ushort)ExchangeStatus.ResetByClient) : null;

    /// <summary>Whether the exchange is an error: 4xx, 5xx, or unanswered.</summary>
    public static bool IsError(ushort status) => status < FirstOfResponses || (status >= FirstError && IsResponse(status));
}
