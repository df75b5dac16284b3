// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>A leg's sums in a snapshot.</summary>
sealed record LegLine(
    string Leg, long Requests, long Responses, long Unanswered, long Desynced, long InFlight, long Unmatched, long Late, long Aborted,
    Dictionary<string, long> UnansweredBy, Dictionary<string, long> DesyncedBy)
{
    public bool IsWhole => Requests == Responses + Unanswered + Desynced + InFlight
        && Unanswered == UnansweredBy.Values.Sum() && Desynced == DesyncedBy.Values.Sum();
}
