// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>struct leg_stats, but for its time.</summary>
public sealed record LegCounts(
    long Requests,
    long Responses,
    long BytesSent,
    long BytesReceived,
    long Errors,
    long InFlight,
    long Unmatched,
    long Late,
    long Aborted,
    IReadOnlyList<long> Reasons,
    IReadOnlyList<long> DesyncReasons)
{
    public long Unanswered => Reasons.Sum();

    public long Desynced => DesyncReasons.Sum();

    public long UnansweredBy(UnansweredReason reason) => Reasons[(int)reason];

    public long DesyncedBy(DesyncReason reason) => DesyncReasons[(int)reason];

    public static LegCounts From(in LegStats stats) => new(
        (long)stats.Requests,
        (long)stats.Responses,
        (long)stats.BytesSent,
        (long)stats.BytesReceived,
        (long)stats.Errors,
        (long)stats.InFlight,
        (long)stats.Unmatched,
        (long)stats.Late,
        (long)stats.Aborted,
        [.. stats.Unanswered.AsReadOnlySpan().ToArray().Select(n => (long)n)],
        [.. stats.Desynced.AsReadOnlySpan().ToArray().Select(n => (long)n)]);

    public override string ToString() =>
        $"requests {Requests} = responses {Responses} + unanswered [{string.Join(' ', Reasons)}] + desynced "
        + $"[{string.Join(' ', DesyncReasons)}] + in flight {InFlight}; sent {BytesSent}, received {BytesReceived}, errors {Errors}, "
        + $"unmatched {Unmatched}, late {Late}, aborted {Aborted}";
}
