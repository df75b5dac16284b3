// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.SystemTests.Support;

/// <summary>A leg's sums in a snapshot; of unanswered and desynced either the sum or the counts by reason.</summary>
sealed record LegLine(
    string Leg, long Requests, long Responses, JsonElement Unanswered, JsonElement Desynced, long InFlight, long Unmatched, long Late)
{
    public long UnansweredSum => Sum(Unanswered);

    public long DesyncedSum => Sum(Desynced);

    public bool IsWhole => Requests == Responses + UnansweredSum + DesyncedSum + InFlight;

    static long Sum(JsonElement counts) => counts.ValueKind == JsonValueKind.Object
        ? counts.EnumerateObject().Sum(reason => reason.Value.GetInt64())
        : counts.GetInt64();
}
