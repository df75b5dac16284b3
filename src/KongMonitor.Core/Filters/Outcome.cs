// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core.Filters;

/// <summary>How exchanges end, as bits: an error is also one of the others.</summary>
static class Outcome
{
    public const uint Answered = 1;
    public const uint Unanswered = 2;
    public const uint Desynced = 4;
    public const uint InFlight = 8;
    public const uint Late = 16;
    public const uint Error = 32;

    /// <summary>The bits' names, the lowest first.</summary>
    public static readonly string[] Names = ["answered", "unanswered", "desynced", "in_flight", "late", "error"];

    /// <summary>Of a row's status, which may be a pseudo status.</summary>
    public static uint Of(ushort status)
    {
        var outcome = ExchangeStatuses.IsResponse(status) ? Answered
            : ExchangeStatuses.UnansweredReasonOf(status) is not null ? Unanswered
            : Desynced;
        return outcome | (ExchangeStatuses.IsError(status) ? Error : 0);
    }

    /// <summary>Of an event. The exchange of a late response was counted when its request timed out.</summary>
    public static uint Of(in TrafficEvent traffic) => traffic.TypedType switch
    {
        EventType.Request => InFlight,
        EventType.Desynced => Desynced,
        _ when traffic.TypedFlags.HasFlag(EventFlag.Late) => Late,
        _ => traffic.Status == 0 ? Unanswered | Error : Of(traffic.Status),
    };

    /// <summary>The bits of the reasons why there is no response, those for unanswered requests first; 0: there is one.</summary>
    public static uint ReasonsOf(ushort status) =>
        ExchangeStatuses.UnansweredReasonOf(status) is { } reason ? 1u << (int)reason
        : ExchangeStatuses.IsResponse(status) ? 0
        : ((1u << (int)DesyncReason.Count) - 1) << (int)UnansweredReason.Count; // rows do not tell which

    /// <summary>The same of an event.</summary>
    public static uint ReasonsOf(in TrafficEvent traffic) => traffic.TypedType switch
    {
        EventType.Error when traffic.Status == 0 => 1u << (int)traffic.Reason,
        EventType.Desynced => 1u << (int)(traffic.Reason + (uint)UnansweredReason.Count),
        _ => 0,
    };
}
